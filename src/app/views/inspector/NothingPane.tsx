/** Nothing is selected: what can be picked, and how the group is. */
import { useRailSession as useSession } from '../../store/calm.ts';
import { GroupOverview } from './CoordinatorPane.tsx';
import { Head } from './Head.tsx';
import type { PaneProps } from './pane.ts';
import { Section } from './Section.tsx';
import { Settings } from './Settings.tsx';

export function NothingPane(props: PaneProps) {
  const { frame, acts, onAct } = props;
  const measures = useSession((s) => s.measures);
  const isLoaded = frame.brokers.find(({ coordinates }) => coordinates)?.availability === 'active';
  const lag = frame.partitions.reduce(
    (sum, { logEndOffset, committedOffset }) => sum + logEndOffset - (committedOffset ?? 0),
    0,
  );
  return (
    <>
      <Head acts={acts} onAct={onAct}>
        Nothing selected
      </Head>
      <p className="inspector-hint">
        Pick a consumer, a partition, the coordinator, a message or an event to see its fields, timers and
        settings.
      </p>
      <GroupOverview {...props} />
      <dl className="inspector-fields">
        <div>
          <dt>lag of all partitions</dt>
          <dd>{isLoaded ? lag : 'not known until the log is read'}</dd>
        </div>
        {measures !== null && (
          <>
            <div>
              <dt>rebalances so far</dt>
              <dd>{measures.rebalances}</dd>
            </div>
            <div>
              <dt>records handed out twice</dt>
              <dd className={measures.duplicates > 0 ? 'inspector-harm' : undefined}>
                {measures.duplicates}
              </dd>
            </div>
          </>
        )}
      </dl>
      <Section title="settings of all consumers">
        <Settings
          scope="consumers"
          set={frame.consumerSettings}
          around={{ consumer: frame.consumerSettings, brokers: frame.brokerSettings }}
        />
      </Section>
    </>
  );
}
