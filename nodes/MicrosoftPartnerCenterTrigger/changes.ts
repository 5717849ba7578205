import type { Referral } from '../shared/referral/referral';
import { nthLatest, pack, shrink, unpack } from './memory';
import type { Known, Memory } from './memory';
import { BEGINNING, compareMoments, later } from './moment';
import type { Reading } from './readList';
import type { Row, Values } from './row';
import { MAX_OVERLAP } from './state';
import type { Extent, State } from './state';

/** What can happen to a referral between two polls. */
export type Event = 'referralCreated' | 'referralUpdated' | 'statusChanged' | 'dealValueChanged';

/** A referral to deliver. */
export interface Found {
	referral: Referral;
	event: {
		/** What has happened; empty for a referral that existed at the start. */
		names: Event[];
		/** The values before, if they are known. */
		previous: Partial<Values>;
	};
}

/** The result of a poll. */
export interface Changes {
	/** In the order of their updates. */
	found: Found[];
	/** Rows without an ID, which can't be delivered, and rows without a readable time; each once. */
	unreadable: Row[];
	/** The same object if nothing has changed. */
	state: State;
}

/** What a poll has found, given the state at its end, which another poll may have changed in the meantime. */
export function changesIn(
	reading: Reading,
	before: State | undefined,
	{ events, includesExisting }: { events: Event[]; includesExisting: boolean },
): Changes {
	const memory: Memory = before ? unpack(before.known) : new Map<string, Known>();
	const isOverlapped = before?.version !== reading.version;
	const found: Array<Found & { row: Row }> = [];
	const unreadable: Row[] = [];
	let isChanged = false;
	for (const row of reading.rows) {
		const known = memory.get(row.key);
		if (known && (isSameState(row, known) || (isOverlapped && row.updated < known.updated)))
			continue;
		memory.set(row.key, { tag: row.tag, updated: row.updated, values: row.values });
		isChanged = true;
		if (!row.referral || row.updated === BEGINNING) unreadable.push(row);
		const names = happened(row, known, before);
		const selected = names.filter((name) => events.includes(name));
		const isExisting = known === undefined && (before === undefined || before.isStarting);
		if (row.referral && (selected.length > 0 || (isExisting && includesExisting))) {
			const previous = { ...known?.values };
			found.push({ row, referral: row.referral, event: { names: selected, previous } });
		}
	}
	found.sort((one, other) => compareMoments(one.row.updated, other.row.updated));
	return {
		found: found.map(({ referral, event }) => ({ referral, event })),
		unreadable,
		state: stateAfter(before, reading, memory, isChanged),
	};
}

function isSameState({ tag, values }: Row, known: Known): boolean {
	return (
		tag === known.tag && !statusDiffers(values, known.values) && !dealDiffers(values, known.values)
	);
}

/** Empty if the referral existed before the trigger started, or before it was forgotten, and has not changed since. */
function happened(row: Row, known: Known | undefined, before: State | undefined): Event[] {
	if (known) {
		return [
			'referralUpdated',
			...(statusDiffers(row.values, known.values) ? (['statusChanged'] as const) : []),
			...(dealDiffers(row.values, known.values) ? (['dealValueChanged'] as const) : []),
		];
	}
	if (before === undefined) return [];
	const { horizon } = before;
	if (horizon === undefined) return ['referralCreated'];
	if (row.updated <= horizon) return [];
	if (row.created > horizon) return ['referralCreated'];
	// What it was before is not known: better reported once too often than missed.
	return ['referralUpdated', 'statusChanged', 'dealValueChanged'];
}

function statusDiffers(one: Values, other: Values): boolean {
	return one.status !== other.status || one.substatus !== other.substatus;
}

/** The amount or its currency; `5000` and `"5000.00"` are the same amount. */
function dealDiffers(one: Values, other: Values): boolean {
	return amountOf(one) !== amountOf(other) || one.currency !== other.currency;
}

function amountOf({ dealValue }: Values): number | string | null {
	const amount = Number(dealValue ?? NaN);
	return Number.isNaN(amount) ? dealValue : amount;
}

function stateAfter(
	before: State | undefined,
	{ extent, start, version }: Reading,
	memory: Memory,
	isChanged: boolean,
): State {
	// The progress of the poll that ended first counts.
	const next: Extent = before && before.version !== version ? extentOf(before) : extentOf(extent);
	const isSame = before && JSON.stringify(extentOf(before)) === JSON.stringify(next);
	if (isSame && !isChanged) return before;
	const forgotten = next.isStarting ? undefined : shrink(memory);
	const horizon = next.isStarting
		? (before?.horizon ?? start)
		: latest(before?.isStarting ? undefined : before?.horizon, forgotten);
	const floor = isChanged ? nthLatest(memory, MAX_OVERLAP) : before?.floor;
	return {
		...next,
		...(horizon !== undefined && { horizon }),
		...(floor !== undefined && { floor }),
		known: before && !isChanged && forgotten === undefined ? before.known : pack(memory),
		version: (before?.version ?? 0) + 1,
	};
}

/** As it is stored: without members that are undefined. */
function extentOf({ cursor, gap, since, isStarting, count }: Extent): Extent {
	return JSON.parse(JSON.stringify({ cursor, gap, since, isStarting, count })) as Extent;
}

function latest(one: string | undefined, other: string | undefined): string | undefined {
	return one === undefined || other === undefined ? (one ?? other) : later(one, other);
}
