/** When the page itself breaks: it says so, and what was done is not lost. */
import { Component, type ReactNode } from 'react';

interface Props {
  readonly children: ReactNode;
}
interface State {
  readonly error: string | null;
}

export class ErrorScreen extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div className="error-screen" role="alert">
        <h1>The page broke; the simulation did not.</h1>
        <p>It said: {error}. What you did is kept: reload to go on from there.</p>
        <button type="button" onClick={() => location.reload()}>
          Reload
        </button>
      </div>
    );
  }
}
