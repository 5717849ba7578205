import type { INodeProperties } from 'n8n-workflow';

import { Engine } from '../../engine/engine.mts';

/** How many characters the panel shows of the placeholder of a field in a row. */
const VISIBLE = 44;

let properties: INodeProperties[];

beforeAll(async () => {
	const { packaged } = await Engine.load();
	properties = Object.values(packaged).flatMap(({ description }) =>
		description.properties.flatMap(withInner),
	);
});

test('a collection offers its fields in alphabetical order', () => {
	for (const { name, type, options = [] } of properties) {
		if (type !== 'collection') continue;
		const labels = options.map((field) => (field as INodeProperties).displayName);

		expect([name, labels]).toEqual([name, [...labels].sort(byLabel)]);
	}
});

test('no placeholder is cut off', () => {
	const long = properties
		.map(({ placeholder = '' }) => placeholder)
		.filter(({ length }) => length > VISIBLE);

	expect(long).toEqual([]);
});

test('a menu that can be left alone says so, also in a saved row without its value', () => {
	const menus = properties.filter(({ type, default: value, options = [] }) => {
		return type === 'options' && value === '' && options.length > 0;
	});
	const inSavedRows = menus.filter(({ allowArbitraryValues }) => allowArbitraryValues);

	expect(inSavedRows.length).toBeGreaterThan(0);
	for (const { options = [] } of menus) {
		expect(options).toContainEqual({ name: 'Not Specified', value: '' });
	}
	for (const { placeholder } of inSavedRows) expect(placeholder).toBe('Not Specified');
});

const byLabel = (one: string, other: string) => one.localeCompare(other);

/** The property and all properties in it, those of the modes of a locator included. */
function withInner(property: INodeProperties): INodeProperties[] {
	const { options = [], modes = [] } = property;
	const inner = options.flatMap((option) => {
		if ('values' in option) return option.values;
		return 'type' in option ? [option] : [];
	});
	return [property, ...inner.flatMap(withInner), ...(modes as unknown as INodeProperties[])];
}
