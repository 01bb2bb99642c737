/** Groups that tests begin with. */
import { Stage } from './coordinator-stage.ts';

/** c1-A and c2-B, stable in generation 1 since t=6000, c1-A leading. */
export function loadedStage(config: Readonly<Record<string, string>> = {}): Stage {
  return new Stage(config).stable(2);
}
