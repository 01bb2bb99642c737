/** Gives an answer that was ready; one group of an OffsetFetch waits for its fellows. (CG-F-02) */
import type { OffsetFetchResponseGroup } from '../../../kafka/messages/offset-fetch.ts';
import type { RuleId } from '../../../kafka/process.ts';
import type { ArrivedRequest } from '../../../kafka/server-role.ts';
import { offsetFetchResponse } from '../offsets/fetch-response.ts';
import type { ReadyAnswer } from './state.ts';
import type { Turn } from './turn.ts';

export function releaseAnswer(turn: Turn, request: ArrivedRequest, answer: ReadyAnswer): void {
  if (answer.type === 'whole') turn.reply(request.requestId, answer.response, answer.ruleId);
  else groupFetched(turn, request, answer);
}

export function groupFetched(
  turn: Turn,
  request: ArrivedRequest,
  {
    index,
    group,
    ruleId,
  }: { readonly index: number; readonly group: OffsetFetchResponseGroup; readonly ruleId: RuleId },
): void {
  const { requestId } = request;
  const groups = (turn.state.fetching.get(requestId) ?? []).with(index, group);
  const fetching = new Map(turn.state.fetching);
  const complete = groups.filter((fetched) => fetched !== null);
  if (complete.length < groups.length) fetching.set(requestId, groups);
  else fetching.delete(requestId);
  turn.change({ fetching });
  if (complete.length === groups.length)
    turn.reply(requestId, { apiKey: 'OffsetFetch', body: offsetFetchResponse(request, complete) }, ruleId);
}
