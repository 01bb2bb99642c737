/** A sentence is a row of tokens: words, and the things they name, so that a name can be pointed at and picked. */
import type { TopicPartition } from '../../../engine/kafka/topic-partition.ts';

export type Token =
  | { readonly type: 'text'; readonly text: string }
  /** Said with weight: who did it, how much. */
  | { readonly type: 'strong'; readonly text: string }
  | { readonly type: 'member'; readonly node: string }
  | {
      readonly type: 'partition';
      readonly topic: string;
      readonly partition: number;
      readonly kind: 'solid' | 'nobody';
    }
  /** Kafka's own word. */
  | { readonly type: 'word'; readonly text: string }
  | { readonly type: 'number'; readonly text: string };

export type Sentence = readonly Token[];
type Part = string | number | Token | Sentence;

/** A sentence written as text with things in it: say`${member('consumer-1')} joins.` */
export function say(texts: TemplateStringsArray, ...parts: readonly Part[]): Sentence {
  const tokens: Token[] = [];
  texts.forEach((text, place) => {
    if (text !== '') tokens.push({ type: 'text', text });
    const part = parts[place];
    if (part !== undefined) tokens.push(...tokensOf(part));
  });
  return tokens;
}

function tokensOf(part: Part): readonly Token[] {
  if (typeof part === 'string') return part === '' ? [] : [{ type: 'text', text: part }];
  if (typeof part === 'number') return [{ type: 'number', text: String(part) }];
  return 'type' in part ? [part] : part;
}

export const YOU: Token = { type: 'strong', text: 'You' };

export function member(node: string): Token {
  return { type: 'member', node };
}

export function word(text: string): Token {
  return { type: 'word', text };
}

export function amount(text: string): Token {
  return { type: 'number', text };
}

/** Pills one after the other; a long row is cut after eight and says how many more. */
export function partitions(list: readonly TopicPartition[], kind: 'solid' | 'nobody' = 'solid'): Sentence {
  const shown = list.length > PILLS_AT_MOST ? list.slice(0, PILLS_AT_MOST - 1) : list;
  const tokens: Token[] = [];
  shown.forEach(({ topic, partition }, place) => {
    if (place > 0) tokens.push({ type: 'text', text: ' ' });
    tokens.push({ type: 'partition', topic, partition, kind });
  });
  if (shown.length < list.length)
    tokens.push({ type: 'text', text: ` and ${list.length - shown.length} more partitions` });
  return tokens;
}

const PILLS_AT_MOST = 8;

/** Names one after the other, as a person says them: a, b and c. */
export function members(nodes: readonly string[]): Sentence {
  return nodes.flatMap((node, place): Sentence => {
    const before = place === 0 ? '' : place === nodes.length - 1 ? ' and ' : ', ';
    return before === '' ? [member(node)] : [{ type: 'text', text: before }, member(node)];
  });
}

/** What a screen reader says, and what a search finds. */
export function sentenceText(sentence: Sentence): string {
  return sentence.map(tokenText).join('');
}

function tokenText(token: Token): string {
  if (token.type === 'member') return token.node;
  if (token.type === 'partition') return `${token.topic}-${token.partition}`;
  return token.text;
}
