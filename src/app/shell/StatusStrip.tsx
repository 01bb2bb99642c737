/** What is true of the whole run: server, seed, clock, model checks, harm, and what is not modelled. */
import { sessionActs, useSession } from '../store/session.ts';
import { Segmented } from '../widgets/Segmented.tsx';
import { DEPTHS } from './depths.ts';
import { useWidth } from './use-width.ts';

export function StatusStrip({ onLimits }: { readonly onLimits: () => void }) {
  const frame = useSession((s) => s.frame);
  const branches = useSession((s) => s.branches);
  const branch = useSession((s) => s.branch);
  const findings = useSession((s) => s.findings);
  const invariants = useSession((s) => s.invariants);
  const played = useSession((s) => s.played);
  const digest = useSession((s) => s.digest);
  const depth = useSession((s) => s.depth);
  const isPhone = useWidth() < 600;
  const scenario = branches.find(({ id }) => id === branch)?.scenario;
  const broken = findings.filter(({ kind }) => kind === 'assertion').length;
  const harms = findings.filter(({ kind }) => kind === 'harm').length;
  return (
    <div className="status" role="status" data-digest={digest}>
      <span>
        <b>
          {scenario?.server.name === 'apache-kafka' ? 'Apache Kafka' : scenario?.server.name}{' '}
          {scenario?.server.version}
        </b>
      </span>
      <span>
        seed <b>{scenario?.seed}</b>
      </span>
      <span>
        event{' '}
        <b>
          {(frame?.seq ?? -1) + 1} of {played.seq + 1}
        </b>
      </span>
      <span className={broken > 0 ? 'status-broken' : ''}>
        model checks{' '}
        <b>
          {invariants - new Set(findings.filter(({ kind }) => kind === 'assertion').map(({ id }) => id)).size}
          /{invariants}
        </b>{' '}
        hold
      </span>
      <span className={harms > 0 ? 'status-harm' : ''}>
        harm past its threshold: <b>{harms}</b>
      </span>
      {isPhone && (
        <Segmented
          label="Depth"
          value={depth}
          options={DEPTHS}
          onChange={(value) => sessionActs().setDepth(value)}
        />
      )}
      <button type="button" onClick={onLimits}>
        what is not modelled
      </button>
    </div>
  );
}
