/** The composition root: engine, controller, page. */
import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import { createRoot } from 'react-dom/client';
import { startEngine } from './app/client/engine-client.ts';
import { App, openReady } from './app/shell/App.tsx';
import { copyLink, keepRecent, openAddress, openRecent } from './app/shell/sharing.ts';
import { ErrorScreen } from './app/shell/ErrorScreen.tsx';
import { Controller } from './app/store/controller.ts';
import { provideActs, useSession } from './app/store/session.ts';
import './app/theme/tokens.css';
import './app/theme/base.css';

const controller = new Controller(startEngine());
provideActs(controller);

const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <ErrorScreen>
      <App onCopyLink={() => void copyLink()} />
    </ErrorScreen>,
  );

if (await controller.start()) {
  const [first] = useSession.getState().reference.scenarios;
  const { isOpened, sentence } = await openAddress();
  if (!isOpened && !(await openRecent()) && first !== undefined) await openReady(first);
  if (sentence !== null) controller.tell(sentence);
  window.addEventListener('hashchange', () => void openAddress());
  keepRecent();
}
