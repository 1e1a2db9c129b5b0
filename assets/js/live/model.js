/* The model of a screen: sections, each with values by key. */

/* Applies these changes; null removes a key. */
export function merge(model, set) {
  for (const [section, values] of Object.entries(set)) {
    const kept = (model[section] = model[section] || {});
    for (const [key, value] of Object.entries(values)) {
      if (value === null) delete kept[key];
      else kept[key] = value;
    }
  }
}
