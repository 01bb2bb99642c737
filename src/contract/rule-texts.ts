/** Reads the numbered rules of a SPEC.md chapter: `- CG-H-04 Text. (`Class#method`)`, perhaps `(unreached: why)`. */
import type { RuleText } from './reference.ts';

const RULE = /^- ([A-Z]{2}-[A-Z0-9-]+[0-9]+[a-z]?) (.+)$/;
const UNREACHED = /\(unreached: (.+)\)\s*$/;
const SOURCE = /\((?:source: )?(`[^)]*`[^)]*|source: [^)]*)\)\s*$/;

/** Every rule of a chapter, in its order; a rule may go on over indented lines. */
export function parseRules(chapter: string, markdown: string): readonly RuleText[] {
  const lines = markdown.replace(/\n {2,}(?=\S)/g, ' ').split('\n');
  return lines.flatMap((line) => {
    const [, id, body] = RULE.exec(line) ?? [];
    return id === undefined || body === undefined ? [] : [ruleOf(id, body, chapter)];
  });
}

function ruleOf(id: string, body: string, chapter: string): RuleText {
  const unreached = UNREACHED.exec(body)?.[1] ?? null;
  const stated = body.replace(UNREACHED, '').trim();
  const source = (SOURCE.exec(stated)?.[1] ?? '').replaceAll('`', '');
  return { id, text: stated.replace(SOURCE, '').trim(), source, chapter, unreached };
}
