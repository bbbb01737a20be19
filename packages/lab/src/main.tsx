import { render } from "preact";
import { App } from "./app/app.js";
import { keepOffline } from "./offline/keep.js";
import { Store } from "./state/store.js";
import { firstView, loadView } from "./views/registry.js";

const store = new Store(loadView, firstView);
void store.open(location.hash, "keep");
const root = document.querySelector("#app")!;
// What stands there is for those for whom this program does not start.
root.textContent = "";
render(<App store={store} />, root);
keepOffline();
