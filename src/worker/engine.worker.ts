/** The worker's entry: everything is in the host, which tests can drive over any port. */
import { attachHost } from './host.ts';

attachHost(self);
