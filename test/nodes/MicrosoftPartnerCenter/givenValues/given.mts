import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { holdsExpression } from './kind.mts';
import type { Kind } from './kind.mts';
import type { Row } from './rows.mts';

/** A value as the user entered it. */
export interface Given {
	value: unknown;
	suits: boolean;
	/** Whether it was not typed, but found in the item by an expression. */
	byExpression: boolean;
}

/** A value of this kind, most often one that suits. */
export const given = ({ suiting, wrong }: Kind, oneWrongIn = 8): fc.Arbitrary<Given> =>
	fc
		.tuple(
			fc.oneof(
				{ weight: oneWrongIn - 1, arbitrary: suiting.map((value) => ({ value, suits: true })) },
				{ weight: 1, arbitrary: wrong.map((value) => ({ value, suits: false })) },
			),
			fc.boolean(),
		)
		.map(([one, byExpression]) => ({ ...one, byExpression: isEntered(one.value, byExpression) }));

/** Values for some of these parameters, by their names. */
export const givenToSome = (
	kinds: Record<string, Kind>,
	most: number,
): fc.Arbitrary<Record<string, Given>> =>
	fc
		.shuffledSubarray(Object.keys(kinds), { maxLength: most })
		.chain((names) =>
			fc.record(Object.fromEntries(names.map((name) => [name, given(kinds[name])]))),
		);

/** Enters values into parameters; what expressions are to find goes into the item. */
export class Entry {
	readonly item: IDataObject & { values: unknown[] } = { values: [] } as never;

	enter({ value, byExpression }: Given): unknown {
		if (!byExpression) return value;
		const index = this.item.values.push(value) - 1;
		return `={{ $json.values[${index}] }}`;
	}

	enterAll(values: Record<string, Given>): Record<string, unknown> {
		return Object.fromEntries(
			Object.entries(values).map(([name, value]) => [name, this.enter(value)]),
		);
	}

	/** The rows of a fixed collection: n8n takes an expression for each cell, but none for all of them. */
	enterCells({ value, byExpression }: Given): unknown[] {
		return (value as Row[]).map((row) =>
			this.enterAll(
				Object.fromEntries(
					Object.entries(row).map(([name, cell]) => [
						name,
						{ value: cell, suits: true, byExpression },
					]),
				),
			),
		);
	}
}

/** Of what is typed, n8n makes an empty text of null; an expression is typed in any case. */
const isEntered = (value: unknown, byExpression: boolean) =>
	value === null || (byExpression && !holdsExpression(value));
