import type { IDataObject } from 'n8n-workflow';

import { isJsonObject, json } from './json';
import { mustBe, Refusal } from './parameterError';
import type { JsonValue, Reader, Reading } from './reader';

/** One member of the objects that the rows become. */
export interface Column {
	name: string;
	displayName: string;
	reader: Reader;
	/** Whether a row must have it. */
	required?: boolean;
	/** The object inside the row's object in which it stands, if not in that itself. */
	within?: string;
}

/**
 * A list of rows: as n8n stores them, or as a list from somewhere else. Columns that are not filled in are
 * left out; a row that has nothing in it, or something that is no column, is refused.
 */
export const rows =
	(columns: Column[]): Reader<IDataObject[]> =>
	(value, reading) =>
		listIn(value, reading).map((row, index) => {
			const parameter = `${reading.parameter} > Row ${index + 1}`;
			return rowOf(row, columns, { ...reading, parameter });
		});

/** The same, but without a row it makes no sense. */
export const someRows =
	(columns: Column[]): Reader<IDataObject[]> =>
	(value, reading) => {
		const read = rows(columns)(value, reading);
		if (read.length === 0) throw mustBe(reading.parameter, 'a list of at least one row', []);
		return read;
	};

/** n8n keeps the rows of a fixed collection in an object, under the name of their kind. */
function listIn(value: unknown, reading: Reading): unknown[] {
	const given = json(value, reading);
	if (Array.isArray(given)) return given as unknown[];
	const kinds: unknown[] = isJsonObject(given) ? Object.values(given) : [undefined];
	if (kinds.length === 0) return [];
	if (kinds.length > 1 || !Array.isArray(kinds[0])) {
		throw mustBe(reading.parameter, 'a list of rows', value);
	}
	return kinds[0];
}

function rowOf(value: unknown, columns: Column[], reading: Reading): IDataObject {
	const cells = cellsOf(value, columns, reading);
	const row: IDataObject = {};
	for (const { name, displayName, reader, required, within } of columns) {
		if (!required && !isFilled(cells, name)) continue;
		const parameter = `${reading.parameter} > ${displayName}`;
		const read = reader(cells[name], { ...reading, parameter });
		if (read === undefined) continue;
		const target = within === undefined ? row : ((row[within] ??= {}) as IDataObject);
		target[name] = read as JsonValue as IDataObject[string];
	}
	return row;
}

/** The row's members by their columns' names, those of objects inside it too. */
function cellsOf(value: unknown, columns: Column[], reading: Reading): Record<string, unknown> {
	if (!isJsonObject(value)) throw mustBe(reading.parameter, 'a row with named fields', value);
	const isWithin = (object: string, name: string) =>
		columns.some((column) => column.within === object && column.name === name);
	const inner = new Set(columns.map(({ within }) => within).filter((name) => name !== undefined));
	const cells = Object.fromEntries(
		Object.entries(value).flatMap(([name, cell]) =>
			inner.has(name) && isJsonObject(cell)
				? Object.entries(cell).map(
						([key, one]) => [isWithin(name, key) ? key : `${name}.${key}`, one] as const,
					)
				: [[name, cell] as const],
		),
	);
	const names = columns.map(({ name }) => name);
	const unknown = Object.keys(cells).find(
		(name) => !names.includes(name) && !(inner.has(name) && cells[name] === null),
	);
	if (unknown !== undefined) {
		throw new Refusal(
			reading.parameter,
			`"${reading.parameter}" has a field ${JSON.stringify(unknown)}, which is not one of ${names.join(', ')}`,
			'Rename it, or leave it out of the list, for instance in an Edit Fields node.',
		);
	}
	if (!names.some((name) => isFilled(cells, name))) {
		throw new Refusal(
			reading.parameter,
			`"${reading.parameter}" must be a row with something in it`,
			'Fill in the row, or take it out of the list.',
		);
	}
	return cells;
}

/** An expression that found nothing is not the same as a field that was left empty. */
function isFilled(cells: Record<string, unknown>, name: string): boolean {
	return Object.hasOwn(cells, name) && cells[name] !== null && cells[name] !== '';
}
