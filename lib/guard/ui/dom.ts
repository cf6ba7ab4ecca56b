type Child = Node | string | false | null | undefined;
type Properties = Record<string, string | number | boolean | (() => void) | undefined>;

/** Makes an element: functions are listeners (`onclick`), the rest attributes; `false` and `undefined` leave one out. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	properties: Properties = {},
	...children: Child[]
): HTMLElementTagNameMap[Tag] {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(properties)) {
		if (typeof value === 'function') element.addEventListener(name.slice(2), value);
		else if (value !== undefined && value !== false)
			element.setAttribute(name, value === true ? '' : String(value));
	}
	for (const child of children) if (child) element.append(child);
	return element;
}

/** A button that says what it does. */
export function button(label: string, onclick: () => void, properties: Properties = {}): HTMLButtonElement {
	return el('button', {type: 'button', onclick, ...properties}, label);
}
