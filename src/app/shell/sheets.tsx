/** The sheets that say something and take nothing: every key, and what is not modelled. */
import { KEY_WORDS } from './keyboard.ts';
import { Sheet } from './Sheet.tsx';

export function KeysSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Sheet title="Every key" onClose={onClose}>
      <dl className="keys">
        {KEY_WORDS.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}

const NOT_MODELLED: readonly string[] = [
  'Consumer groups (KIP-848) and share groups (KIP-932): not built yet.',
  'Fetch, Metadata and ListOffsets are answered by the world with the same latency, but are not messages on the wire.',
  'TCP handshakes take no time; the broker answers at once; there is one partition of __consumer_offsets.',
  'The heartbeat thread wakes exactly when a heartbeat is due; a real one is up to retry.backoff.ms late.',
  'Authorization, quotas, interceptors and pattern subscriptions.',
];

export function LimitsSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Sheet title="What is not modelled" onClose={onClose}>
      <ul className="limits">
        {NOT_MODELLED.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
    </Sheet>
  );
}
