/** Where the link is in what was pasted, and into what it falls apart: version mark, run part, view part. */
import { err, ok, type Result } from '../kernel/result.ts';
import { LIMITS } from './limits.ts';
import { notALink, runLost, tooLong, type LinkError } from './link-error.ts';

export interface FoundLink {
  /** The number after g: how the parts are packed. */
  readonly mark: number;
  readonly parts: readonly string[];
}

/** `#g1.…` anywhere, as in an address; or `g1.…` at the beginning. */
const MARK = /(?:^|#)g(\d{1,6})(.?)/;

/** What a sentence or a markup puts after a link. */
const AFTERWARDS = '.,;:!?)]}>"\'»”';

export function findLink(pasted: string): Result<FoundLink, LinkError> {
  const text = pasted.trim();
  const found = MARK.exec(text);
  if (found === null) return err(notALink());
  const [whole, mark, dot] = found;
  const chars = text.length - found.index;
  if (chars > LIMITS.linkChars) return err(tooLong(chars));
  // Mail programs break lines; no link holds white space, so none is lost.
  const rest = withoutEnd(text.slice(found.index + whole.length).replace(/\s/g, ''));
  if (dot !== '.' && rest !== '') return err(runLost({ code: 'LINK_DAMAGED', why: 'has no dot before it' }));
  return ok({ mark: Number(mark), parts: rest.split('.') });
}

function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && AFTERWARDS.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
