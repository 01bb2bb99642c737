/** Is this the member it says it is? (CG-P-12; ClassicGroup#validateMember) */
import type { ErrorName } from '../../../kafka/error-code.ts';
import type { ClassicGroup } from './group.ts';

export interface MemberIdentity {
  readonly memberId: string;
  readonly groupInstanceId: string | null;
}

/** null: it is. */
export function whyNotMember(
  group: ClassicGroup,
  { memberId, groupInstanceId }: MemberIdentity,
): ErrorName | null {
  if (groupInstanceId !== null) {
    const holder = group.staticMembers.get(groupInstanceId);
    if (holder === undefined) return 'UNKNOWN_MEMBER_ID';
    if (holder !== memberId) return 'FENCED_INSTANCE_ID';
  }
  return group.members.has(memberId) ? null : 'UNKNOWN_MEMBER_ID';
}
