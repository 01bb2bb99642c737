/** The requests that processes exchange, by the name Kafka gives their api key, with their shapes. */
import * as consumerGroupDescribe from './messages/consumer-group-describe.ts';
import * as consumerGroupHeartbeat from './messages/consumer-group-heartbeat.ts';
import * as deleteGroups from './messages/delete-groups.ts';
import * as describeGroups from './messages/describe-groups.ts';
import * as findCoordinator from './messages/find-coordinator.ts';
import * as heartbeat from './messages/heartbeat.ts';
import * as joinGroup from './messages/join-group.ts';
import * as leaveGroup from './messages/leave-group.ts';
import * as listGroups from './messages/list-groups.ts';
import * as offsetCommit from './messages/offset-commit.ts';
import * as offsetDelete from './messages/offset-delete.ts';
import * as offsetFetch from './messages/offset-fetch.ts';
import * as shareGroupDescribe from './messages/share-group-describe.ts';
import * as shareGroupHeartbeat from './messages/share-group-heartbeat.ts';
import * as syncGroup from './messages/sync-group.ts';
import * as txnOffsetCommit from './messages/txn-offset-commit.ts';
import type { Shape } from './shape.ts';

/** What each api asks and answers. */
export interface Apis {
  JoinGroup: { request: joinGroup.JoinGroupRequest; response: joinGroup.JoinGroupResponse };
  SyncGroup: { request: syncGroup.SyncGroupRequest; response: syncGroup.SyncGroupResponse };
  Heartbeat: { request: heartbeat.HeartbeatRequest; response: heartbeat.HeartbeatResponse };
  LeaveGroup: { request: leaveGroup.LeaveGroupRequest; response: leaveGroup.LeaveGroupResponse };
  OffsetCommit: { request: offsetCommit.OffsetCommitRequest; response: offsetCommit.OffsetCommitResponse };
  OffsetFetch: { request: offsetFetch.OffsetFetchRequest; response: offsetFetch.OffsetFetchResponse };
  OffsetDelete: { request: offsetDelete.OffsetDeleteRequest; response: offsetDelete.OffsetDeleteResponse };
  TxnOffsetCommit: {
    request: txnOffsetCommit.TxnOffsetCommitRequest;
    response: txnOffsetCommit.TxnOffsetCommitResponse;
  };
  DescribeGroups: {
    request: describeGroups.DescribeGroupsRequest;
    response: describeGroups.DescribeGroupsResponse;
  };
  ListGroups: { request: listGroups.ListGroupsRequest; response: listGroups.ListGroupsResponse };
  DeleteGroups: { request: deleteGroups.DeleteGroupsRequest; response: deleteGroups.DeleteGroupsResponse };
  FindCoordinator: {
    request: findCoordinator.FindCoordinatorRequest;
    response: findCoordinator.FindCoordinatorResponse;
  };
  ConsumerGroupDescribe: {
    request: consumerGroupDescribe.ConsumerGroupDescribeRequest;
    response: consumerGroupDescribe.ConsumerGroupDescribeResponse;
  };
  ShareGroupDescribe: {
    request: shareGroupDescribe.ShareGroupDescribeRequest;
    response: shareGroupDescribe.ShareGroupDescribeResponse;
  };
  ConsumerGroupHeartbeat: {
    request: consumerGroupHeartbeat.ConsumerGroupHeartbeatRequest;
    response: consumerGroupHeartbeat.ConsumerGroupHeartbeatResponse;
  };
  ShareGroupHeartbeat: {
    request: shareGroupHeartbeat.ShareGroupHeartbeatRequest;
    response: shareGroupHeartbeat.ShareGroupHeartbeatResponse;
  };
}

export type ApiKey = keyof Apis;
export type RequestBody<K extends ApiKey> = Apis[K]['request'];
export type ResponseBody<K extends ApiKey> = Apis[K]['response'];

/** A request or a response together with the api it belongs to: switch on `apiKey` and the body's type follows. */
export type AnyRequest = { [K in ApiKey]: { readonly apiKey: K; readonly body: RequestBody<K> } }[ApiKey];
export type AnyResponse = { [K in ApiKey]: { readonly apiKey: K; readonly body: ResponseBody<K> } }[ApiKey];

export const SHAPES: Readonly<Record<ApiKey, { readonly request: Shape; readonly response: Shape }>> = {
  JoinGroup: { request: joinGroup.joinGroupRequestShape, response: joinGroup.joinGroupResponseShape },
  SyncGroup: { request: syncGroup.syncGroupRequestShape, response: syncGroup.syncGroupResponseShape },
  Heartbeat: { request: heartbeat.heartbeatRequestShape, response: heartbeat.heartbeatResponseShape },
  LeaveGroup: { request: leaveGroup.leaveGroupRequestShape, response: leaveGroup.leaveGroupResponseShape },
  OffsetCommit: {
    request: offsetCommit.offsetCommitRequestShape,
    response: offsetCommit.offsetCommitResponseShape,
  },
  OffsetFetch: {
    request: offsetFetch.offsetFetchRequestShape,
    response: offsetFetch.offsetFetchResponseShape,
  },
  OffsetDelete: {
    request: offsetDelete.offsetDeleteRequestShape,
    response: offsetDelete.offsetDeleteResponseShape,
  },
  TxnOffsetCommit: {
    request: txnOffsetCommit.txnOffsetCommitRequestShape,
    response: txnOffsetCommit.txnOffsetCommitResponseShape,
  },
  DescribeGroups: {
    request: describeGroups.describeGroupsRequestShape,
    response: describeGroups.describeGroupsResponseShape,
  },
  ListGroups: { request: listGroups.listGroupsRequestShape, response: listGroups.listGroupsResponseShape },
  DeleteGroups: {
    request: deleteGroups.deleteGroupsRequestShape,
    response: deleteGroups.deleteGroupsResponseShape,
  },
  FindCoordinator: {
    request: findCoordinator.findCoordinatorRequestShape,
    response: findCoordinator.findCoordinatorResponseShape,
  },
  ConsumerGroupDescribe: {
    request: consumerGroupDescribe.consumerGroupDescribeRequestShape,
    response: consumerGroupDescribe.consumerGroupDescribeResponseShape,
  },
  ShareGroupDescribe: {
    request: shareGroupDescribe.shareGroupDescribeRequestShape,
    response: shareGroupDescribe.shareGroupDescribeResponseShape,
  },
  ConsumerGroupHeartbeat: {
    request: consumerGroupHeartbeat.consumerGroupHeartbeatRequestShape,
    response: consumerGroupHeartbeat.consumerGroupHeartbeatResponseShape,
  },
  ShareGroupHeartbeat: {
    request: shareGroupHeartbeat.shareGroupHeartbeatRequestShape,
    response: shareGroupHeartbeat.shareGroupHeartbeatResponseShape,
  },
};
