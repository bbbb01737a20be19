import { render } from "preact";
import { App } from "./app/app.js";
import { Store } from "./state/store.js";
import { firstView, loadView } from "./views/registry.js";

const store = new Store(loadView, firstView);
void store.open(location.hash, "keep");
render(<App store={store} />, document.querySelector("#app")!);
