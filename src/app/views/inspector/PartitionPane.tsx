/** A partition: where its log ends, what is committed, who reads it, and when nobody did. */
import { instantText, secondsText } from '../../draw/time-words.ts';
import { useRailSession as useSession } from '../../store/calm.ts';
import { Fields } from './Fields.tsx';
import { Head } from './Head.tsx';
import { Member } from './Member.tsx';
import type { PaneProps } from './pane.ts';
import { outagesOf, partitionFields } from './partition-model.ts';
import { Section } from './Section.tsx';

export function PartitionPane(props: PaneProps & { readonly topic: string; readonly partition: number }) {
  const { topic, partition, frame, before, acts, onAct } = props;
  const depth = useSession((s) => s.depth);
  const measures = useSession((s) => s.measures);
  const isThis = (one: { readonly topic: string; readonly partition: number }): boolean =>
    one.topic === topic && one.partition === partition;
  const now = frame.partitions.find(isThis);
  if (now === undefined)
    return <p className="inspector-empty">{`${topic}-${partition} does not exist yet.`}</p>;
  const former = before?.partitions.find(isThis);
  const outages = outagesOf(now, measures?.outages ?? []);
  return (
    <>
      <Head acts={acts} onAct={onAct} buttons={2}>
        {`${topic}-${partition}`}
        <span className="inspector-at">at {instantText(frame.at)} s</span>
      </Head>
      <p className="inspector-owned">
        {now.readers.length === 0 ? (
          <span className={now.everRead ? 'inspector-harm' : undefined}>nobody reads it</span>
        ) : (
          <span className={now.readers.length > 1 ? 'inspector-harm' : undefined}>
            {now.readers.length > 1 ? `${now.readers.length} read it at once` : 'read by'}
          </span>
        )}
        {now.readers.map((node) => (
          <Member key={node} node={node} />
        ))}
      </p>
      <Fields
        now={partitionFields(now, frame, depth)}
        before={former === undefined || before === null ? [] : partitionFields(former, before, depth)}
      />
      <Section title="times in which nobody read it">
        {outages.length === 0 && <p className="inspector-empty">None so far.</p>}
        <ul className="inspector-outages">
          {outages.map(({ from, to, seq }) => (
            <li key={seq}>
              <span>
                {instantText(from)} – {to === null ? 'now' : instantText(to)}
              </span>
              <b className="inspector-harm">{secondsText((to ?? frame.at) - from)}</b>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
