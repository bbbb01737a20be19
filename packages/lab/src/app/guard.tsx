import { Component, type ComponentChildren } from "preact";

type GuardProps = { readonly children: ComponentChildren; readonly onReset: () => void };
type GuardState = { readonly problem: string | null };

/** Keeps the page alive when a view fails: says so, and offers to begin anew. */
export class Guard extends Component<GuardProps, GuardState> {
  override state: GuardState = { problem: null };

  static override getDerivedStateFromError(error: unknown): GuardState {
    return { problem: error instanceof Error ? error.message : String(error) };
  }

  override render(): ComponentChildren {
    if (this.state.problem === null) return this.props.children;
    const again = (): void => {
      this.props.onReset();
      this.setState({ problem: null });
    };
    return (
      <div class="notice failed" role="alert">
        <p>This view came upon something it cannot show: {this.state.problem}</p>
        <button type="button" onClick={again}>
          Begin anew with this view
        </button>
      </div>
    );
  }
}
