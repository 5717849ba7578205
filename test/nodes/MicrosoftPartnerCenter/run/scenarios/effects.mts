/** What one operation of a change is to leave in the referral, regardless of how often it was sent. */
export type Effect =
	| { kind: 'value'; pointer: string; value: unknown }
	| {
			kind: 'row';
			list: string;
			row: Row;
			/** Whether a row with the same identity is enough, whatever else it contains. */
			isSkippable: boolean;
	  };

export type Row = Record<string, unknown>;

export interface PatchRow {
	op: string;
	path: string;
	value: unknown;
}

export const value = (pointer: string, requested: unknown): Effect => ({
	kind: 'value',
	pointer,
	value: requested,
});

export const rows = (list: string, added: Row[], isSkippable = false): Effect[] =>
	added.map((row) => ({ kind: 'row', list, row, isSkippable }));

/** A later operation of a document wins. */
export function patchEffects(patch: PatchRow[]): Effect[] {
	return patch.reduce<Effect[]>((effects, { path, value: requested }) => {
		if (path.endsWith('/-')) return [...effects, ...rows(path.slice(0, -2), [requested as Row])];
		const others = effects.filter((one) =>
			one.kind === 'value' ? one.pointer !== path : one.list !== path,
		);
		return [...others, value(path, requested)];
	}, []);
}

/** Whether the referral, as it is stored or as the service represents it, shows the effect. */
export function holds(effect: Effect, referral: unknown): boolean {
	if (effect.kind === 'value') return shows(valueAt(referral, effect.pointer), effect.value);
	return rowsOf(effect, referral).some((row) => effect.isSkippable || shows(row, effect.row));
}

/** The rows of the list that are the row of the effect, if perhaps with other values. */
export function rowsOf({ list, row }: Effect & { kind: 'row' }, referral: unknown): unknown[] {
	const rows = valueAt(referral, list);
	if (!Array.isArray(rows)) return [];
	const key = ['email', 'id'].find((name) => name in row);
	return rows.filter((one: unknown) =>
		key === undefined
			? shows(one, row)
			: String(memberOf(one, key)).toLowerCase() === String(row[key]).toLowerCase(),
	);
}

/** The value at the pointer, whose names are case-insensitive. `#id` is the row of a list with that ID. */
export function valueAt(referral: unknown, pointer: string): unknown {
	return pointer
		.split('/')
		.slice(1)
		.reduce<unknown>((value, name) => {
			if (!name.startsWith('#')) return memberOf(value, name);
			return (value as unknown[]).find((row) => memberOf(row, 'id') === name.slice(1));
		}, referral);
}

function memberOf(value: unknown, name: string): unknown {
	if (typeof value !== 'object' || value === null) return undefined;
	return Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

function shows(shown: unknown, requested: unknown): boolean {
	if (Array.isArray(requested)) {
		if (!Array.isArray(shown) || shown.length !== requested.length) return false;
		return requested.every((row) => shown.some((one) => shows(one, row)));
	}
	if (typeof requested === 'object' && requested !== null) {
		return Object.entries(requested).every(([name, value]) => {
			const isIdentity = ['email', 'id'].includes(name) && typeof value === 'string';
			const member = memberOf(shown, name);
			return shows(
				isIdentity ? String(member).toLowerCase() : member,
				isIdentity ? value.toLowerCase() : value,
			);
		});
	}
	return normalized(shown) === normalized(requested);
}

/** Numbers by their value, dates by their instant, texts without regard to line endings and outer spaces. */
function normalized(value: unknown): unknown {
	if (value === undefined || value === null || value === '') return undefined;
	if (typeof value !== 'string') return value;
	if (/^\d{4}-\d\d-\d\dT/.test(value)) return Date.parse(value);
	return /^\d+(\.\d+)?$/.test(value) ? Number(value) : value.replaceAll('\r\n', '\n').trim();
}
