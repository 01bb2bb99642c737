/** One sentence to the person: what was done, what was refused, or that the model stopped. */
import { sessionActs, useSession } from '../store/session.ts';

export function Notice() {
  const notice = useSession((s) => s.notice);
  if (notice === null) return null;
  return (
    <div className={`notice ${notice.kind}`} role={notice.kind === 'told' ? 'status' : 'alert'}>
      <p>{notice.sentence}</p>
      <button type="button" onClick={() => sessionActs().tell(null)}>
        Dismiss
      </button>
    </div>
  );
}
