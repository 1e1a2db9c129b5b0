/* The types of what a page has besides its own modules. */
// deno-lint-ignore-file no-explicit-any
declare const io: any;
declare const L: any;
/* Sections by name, each with its values by key, as the server tells them. */
interface Model {
  [section: string]: any;
}

interface Window {
  L: any;
  cc: any;
  dash_clientside: { set_props(id: string, props: object): void };
  dash_ag_grid: any;
  DashRenderer: new () => void;
}
/* A class or an id finds an element of ours; what it is beyond that isn't followed. */
interface ParentNode {
  querySelector(selectors: string): any;
  querySelectorAll(selectors: string): NodeListOf<any>;
}
interface Element {
  closest(selectors: string): any;
}
interface Document {
  getElementById(id: string): any;
  createElement(tag: string): any;
}
