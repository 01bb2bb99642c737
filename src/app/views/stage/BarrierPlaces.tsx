/** The gate, when a barrier is up and there is room for one. */
import { Gate } from './Barrier.tsx';
import type { StageLayout } from './layout.ts';
import type { StageModel } from './model.ts';

export function BarrierPlaces({
  model,
  layout,
}: {
  readonly model: StageModel;
  readonly layout: StageLayout;
}) {
  const { barrier } = model.coordinator;
  if (barrier === null || layout.shape === 'phone') return null;
  return <Gate barrier={barrier} consumers={model.consumers} layout={layout} />;
}
