/** A sentence in which what stands in backticks is Kafka's own word. */
import { Code } from '../../widgets/Code.tsx';

export function Words({ text }: { readonly text: string }) {
  return text.split('`').map((piece, place) => (place % 2 === 1 ? <Code key={place}>{piece}</Code> : piece));
}
