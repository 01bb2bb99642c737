/** The gate for the two parts of what is shared: the branch, and where one stands in it. (SPEC LK-47, LK-48) */
import { anyNumber, oneOf, orNull, textLike, textOf, wholeNumber } from './parse.ts';
import { fieldsOf, variantOf } from './parse-fields.ts';
import { LIMITS } from './limits.ts';
import type { Parting, SharedBranch, SharedDepth, SharedSelection, SharedView } from './shared-moment.ts';
import { parseInstant, parseName } from './validate-command.ts';
import { parseScenario } from './validate-scenario.ts';

const parseEventSeq = wholeNumber({ least: 0, most: LIMITS.eventSeq });

export const parseBranchName = textOf({ least: 1, most: LIMITS.textChars });

export const parseBranch = fieldsOf<SharedBranch>({
  name: parseBranchName,
  scenario: parseScenario,
  parted: orNull(fieldsOf<Parting>({ at: parseInstant, main: orNull(parseScenario) })),
});

const parseSelection = variantOf<SharedSelection>({
  consumer: { node: parseName },
  coordinator: {},
  partition: { topic: parseName, partition: wholeNumber({ least: 0, most: LIMITS.partitions - 1 }) },
  message: { seq: parseEventSeq },
  event: { seq: parseEventSeq },
});

export const parseView = fieldsOf<SharedView>({
  at: parseInstant,
  seq: wholeNumber({ least: -1, most: LIMITS.eventSeq }),
  selected: orNull(parseSelection),
  depth: oneOf<SharedDepth>({ learner: true, engineer: true, implementer: true }),
  speed: anyNumber({ least: LIMITS.speedLeast, most: LIMITS.speedMost }),
  digest: textLike(/^[0-9a-f]{16}$/, 'sixteen hexadecimal characters'),
});
