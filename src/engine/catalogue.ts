/** What exists: servers, clients, their charts, and the ready scenarios, one line each. */
import { javaConsumer, javaConsumerCharts } from './clients/java-consumer/index.ts';
import { toChartGraph, type ChartGraph } from './kernel/chart-graph.ts';
import { apacheKafkaCharts, findCoordinator, groupCoordinator } from './servers/apache-kafka/index.ts';
import type { Cast } from './world/cast.ts';

/** Apache Kafka's coordinator with Java consumers. */
export const APACHE_KAFKA: Cast = {
  server: { groupCoordinator, findCoordinator },
  client: javaConsumer,
};

export const CHARTS: readonly ChartGraph[] = [...apacheKafkaCharts, ...javaConsumerCharts].map(
  ({ machine, chart }) => toChartGraph(machine, chart),
);
