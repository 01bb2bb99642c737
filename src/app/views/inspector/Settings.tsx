/** Settings by Kafka's names with range and value; a value opens in place, and what Kafka would do with it is said. */
import { useState } from 'react';
import { SETTINGS, settingValue, type SettingFacts } from '../../draw/settings-reference.ts';
import { useRailSession as useSession } from '../../store/calm.ts';
import { Code } from '../../widgets/Code.tsx';
import { SettingEditor } from './SettingEditor.tsx';
import { rangeText, type Around } from './settings-check.ts';

export interface SettingsProps {
  readonly scope: 'consumers' | 'brokers';
  /** One consumer's; absent: those of all. */
  readonly node?: string;
  readonly set: Readonly<Record<string, string>>;
  readonly around: Around;
}

export function Settings({ scope, node, set, around }: SettingsProps) {
  const depth = useSession((s) => s.depth);
  const [open, setOpen] = useState<string | null>(null);
  const [all, setAll] = useState(false);
  const known = SETTINGS.filter((facts) => facts.scope === scope);
  const shown = shownSettings(known, { depth, all, open });
  return (
    <div className="inspector-settings">
      {shown.map((facts) =>
        open === facts.key ? (
          <SettingEditor
            key={facts.key}
            facts={facts}
            value={settingValue(facts.key, set)}
            around={around}
            onClose={() => setOpen(null)}
            {...(node === undefined ? {} : { node })}
          />
        ) : (
          <Row key={facts.key} facts={facts} set={set} around={around} onOpen={() => setOpen(facts.key)} />
        ),
      )}
      {shown.length < known.length && (
        <button type="button" className="inspector-more" onClick={() => setAll(true)}>
          {known.length - shown.length} more settings
        </button>
      )}
    </div>
  );
}

function shownSettings(
  known: readonly SettingFacts[],
  look: { readonly depth: string; readonly all: boolean; readonly open: string | null },
): readonly SettingFacts[] {
  if (look.all || look.depth === 'implementer') return known;
  const few = look.depth === 'learner' ? known.slice(0, 1) : known.filter((facts) => facts.common);
  return known.filter((facts) => few.includes(facts) || facts.key === look.open);
}

function Row(props: {
  readonly facts: SettingFacts;
  readonly set: Readonly<Record<string, string>>;
  readonly around: Around;
  readonly onOpen: () => void;
}) {
  const { facts, set, around, onOpen } = props;
  const depth = useSession((s) => s.depth);
  const value = settingValue(facts.key, set);
  const isLong = value.length > 14;
  return (
    <div className={isLong ? 'inspector-setting long' : 'inspector-setting'}>
      <div>
        <Code>{facts.key}</Code>
        {depth === 'learner' && <p>{facts.plain}</p>}
      </div>
      {depth !== 'learner' && !isLong && (
        <span className="inspector-setting-range">{rangeText(facts, around)}</span>
      )}
      <button
        type="button"
        className={set[facts.key] === undefined ? 'inspector-value' : 'inspector-value set'}
        aria-label={`${facts.key}: ${value === '' ? 'not set' : value}; change it`}
        title={set[facts.key] === undefined ? 'Kafka’s default' : 'set in this scenario'}
        onClick={onOpen}
      >
        {value === '' ? '–' : value.replaceAll(',', ',\u200B')}
        {depth === 'learner' && facts.unit !== '' && ` ${facts.unit}`}
      </button>
    </div>
  );
}
