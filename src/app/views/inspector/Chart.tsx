/** A statechart as it runs: lit is now, dashed outline was just left, thick was just taken, dashed is due. */
import { useMemo } from 'react';
import type { ChartGraph } from '../../../contract/reference.ts';
import { instantText, lengthText } from '../../draw/time-words.ts';
import { indexOf } from '../../draw/trace-index.ts';
import { timerFacts } from '../../draw/timers-reference.ts';
import { useRailSession as useSession } from '../../store/calm.ts';
import { Code } from '../../widgets/Code.tsx';
import { chartOf, type ChartModel } from './chart-model.ts';
import { baselines, layoutChart, type ChartArrow, type ChartBox } from './layout.ts';

export interface ChartProps {
  readonly title: string;
  readonly graph: ChartGraph;
  readonly node: string;
  readonly entity: string;
  readonly width: number;
}

export function Chart({ title, graph, node, entity, width }: ChartProps) {
  const frame = useSession((s) => s.frame);
  const trace = useSession((s) => s.trace);
  const depth = useSession((s) => s.depth);
  const chart = useMemo(
    () => (frame === null ? null : chartOf({ graph, node, entity, frame, trace, index: indexOf(trace) })),
    [graph, node, entity, frame, trace],
  );
  const layout = useMemo(() => (chart === null ? null : layoutChart(chart, width)), [chart, width]);
  if (chart === null || layout === null) return null;
  return (
    <figure className="inspector-chart">
      <figcaption>{title}</figcaption>
      <svg
        className="draw"
        width={layout.width}
        height={layout.height}
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        role="img"
        aria-label={`${title}: ${chart.current ?? 'not entered yet'}; states ${chart.states.join(', ')}`}
      >
        {layout.arrows.map((arrow) => (
          <Arrow key={`${arrow.edge.from} ${arrow.edge.to}`} arrow={arrow} chart={chart} />
        ))}
        {layout.boxes.map((box) => (
          <Box key={box.state} box={box} chart={chart} />
        ))}
      </svg>
      <Legend chart={chart} at={frame?.at ?? 0} isDeep={depth === 'implementer'} />
    </figure>
  );
}

function Box({ box, chart }: { readonly box: ChartBox; readonly chart: ChartModel }) {
  const { state, x, y, width, height, lines } = box;
  const kind = state === chart.current ? 'on' : state === chart.previous ? 'was' : '';
  return (
    <g className={`chart-state ${kind}`}>
      <rect x={x} y={y} width={width} height={height} rx={7} />
      {baselines(box).map((baseline, place) => (
        <text key={place} className="mono" x={x + width / 2} y={baseline}>
          {lines[place]}
        </text>
      ))}
    </g>
  );
}

function Arrow({ arrow, chart }: { readonly arrow: ChartArrow; readonly chart: ChartModel }) {
  const { edge, path, head } = arrow;
  const kind = edge.due === null ? (edge.isTaken ? 'taken' : '') : 'due';
  const fromHere = edge.from === chart.current ? 'here' : '';
  return (
    <g className={`chart-edge ${kind} ${fromHere}`}>
      <title>{`${edge.from} to ${edge.to}: ${edge.events.join(', ')}`}</title>
      <path className="chart-hit" d={path} />
      <path d={path} />
      <path d="M-5 -3.2L0 0L-5 3.2" transform={`translate(${head.x} ${head.y}) rotate(${head.angle})`} />
    </g>
  );
}

/** What the lines mean, in words: nothing is written on an edge. */
function Legend(props: { readonly chart: ChartModel; readonly at: number; readonly isDeep: boolean }) {
  const { chart, at, isDeep } = props;
  const taken = chart.edges.find((edge) => edge.isTaken);
  const due = chart.edges.filter((edge) => edge.due !== null);
  const out = chart.edges.filter((edge) => edge.from === chart.current && edge.due === null);
  return (
    <ul className="chart-legend">
      {chart.current === null && <li>not entered yet</li>}
      {taken !== undefined && chart.enteredAt !== null && (
        <li className="taken">
          <Sample kind="taken" />
          <span>
            <Code>{taken.events[0]}</Code> at {instantText(chart.enteredAt)}
            {taken.events.length > 1 && `, or ${taken.events.slice(1).join(', ')}`}
          </span>
        </li>
      )}
      {due.map(({ from, to, due: timer }) => (
        <li key={`${from} ${to}`}>
          <Sample kind="due" />
          <span>
            {timer !== null && (
              <>
                {timerFacts(timer.name).word}: {timer.held ? 'held' : `${lengthText(timer.due - at)} left`},
                by the {timerFacts(timer.name).enforcer}
                {from !== to && (
                  <>
                    , then <Code>{to}</Code>
                  </>
                )}
              </>
            )}
          </span>
        </li>
      ))}
      {isDeep &&
        out.map(({ to, events }) => (
          <li key={to}>
            <Sample kind="" />
            <span>
              <Code>{events.join(', ')}</Code> to <Code>{to}</Code>
            </span>
          </li>
        ))}
      {isDeep &&
        chart.anywhere.map(({ to, event }) => (
          <li key={`${to} ${event}`}>
            <Sample kind="" />
            <span>
              from anywhere, <Code>{event}</Code> to <Code>{to}</Code>
            </span>
          </li>
        ))}
    </ul>
  );
}

function Sample({ kind }: { readonly kind: string }) {
  return (
    <svg className={`draw chart-edge ${kind}`} width="22" height="8" viewBox="0 0 22 8" aria-hidden="true">
      <path d="M1 4H20" />
      <path d="M-5 -3.2L0 0L-5 3.2" transform="translate(21 4)" />
    </svg>
  );
}
