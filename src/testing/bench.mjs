// Runs the benchmark: TypeScript without a build step, by Vite's module runner.
import { runnerImport } from 'vite';

const { module } = await runnerImport('./src/testing/bench.ts', { configFile: false, logLevel: 'silent' });
await module.bench();
