/** `npm run -s replay -- FILE…`: lets Vite load the TypeScript beside this file, so that nothing else is needed to run it. */
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const { module } = await runnerImport(fileURLToPath(new URL('./replay.ts', import.meta.url)), {
  configFile: false,
  logLevel: 'silent',
});
process.exitCode = await module.replayFiles(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
});
