import { holds, rowsOf, valueAt } from './effects.mts';
import type { Effect, Row } from './effects.mts';
import { isUnknown } from './fates.mts';
import type { Played, PlayedItem, PlayedStep } from './play.mts';
import type { SeenRequest, Write } from './service.mts';

/** An item, and everything that the service has seen of it. */
export class ItemCase {
	readonly requests: SeenRequest[];

	readonly attempts: SeenRequest[];

	readonly writes: Write[];

	constructor(
		readonly played: Played,
		readonly step: PlayedStep,
		readonly item: PlayedItem,
	) {
		this.requests = played.service.requests.filter((one) => one.item === item.number);
		this.attempts = this.requests.filter(({ method }) => method !== 'GET');
		this.writes = this.attempts.flatMap(({ write }) => write ?? []);
	}

	get service() {
		return this.played.service;
	}

	/** Whether the node has reported this; of a list, it reports several referrals. */
	reports(...kinds: string[]): boolean {
		return this.item.reports.some(({ kind }) => kinds.includes(kind));
	}

	/** When the node knew the outcome: the time of the state that the last answer shows. */
	get knownAt(): number | undefined {
		const last = this.requests.filter(({ status = 0 }) => status >= 200 && status < 300).at(-1);
		return last?.method === 'GET' ? last.arrived : last?.write?.at;
	}

	get reads(): SeenRequest[] {
		return this.requests.filter(
			({ method, status, fate }) => method === 'GET' && status === 200 && !isUnknown(fate.name),
		);
	}

	/** Whether the referral shows the effect at this time, as it is stored or as it is represented. */
	holdsAt(effect: Effect, time: number): boolean {
		const state = this.service.stateAt(this.item.referralId, time);
		return holds(effect, state) || holds(effect, this.service.represent(state));
	}
}

/** Arrived late and unguarded: no client can prevent that it overwrites what is there. */
export const isInevitable = ({ fate, guard }: SeenRequest) =>
	fate.name === 'late' && guard === undefined;

type Rule = (one: ItemCase) => boolean;

/** What must not be true of an item. */
export const ITEM_RULES: Record<string, Rule> = {
	'it is a success, but the referral did not show the change': (one) => {
		const { item, step, knownAt, writes } = one;
		if (!one.reports('success')) return false;
		if (step.method === 'POST') return writes.length !== 1;
		if (step.method === 'GET') return false;
		return knownAt === undefined || !item.effects.every((effect) => one.holdsAt(effect, knownAt));
	},

	'it is a success, but an item before it has overwritten the change': (one) => {
		const { item, step, knownAt, service } = one;
		if (!one.reports('success') || step.method !== 'PATCH' || knownAt === undefined) return false;
		const numbers = step.items.filter(({ index }) => index < item.index).map((it) => it.number);
		return service.writes.some(
			({ at, referralId, by }) =>
				step.step.mode.caller === 'node' &&
				by !== undefined &&
				numbers.includes(by.item!) &&
				referralId === item.referralId &&
				at > knownAt &&
				!isInevitable(by) &&
				item.effects
					.flatMap(partsOf)
					.some((effect) => one.holdsAt(effect, at - 1) && !one.holdsAt(effect, at)),
		);
	},

	'it was changed, but "Nothing was changed" was reported': (one) =>
		one.reports('notMade', 'notSent') && one.writes.length > 0,

	'it was sent, but "This item was not sent" was reported': (one) =>
		one.reports('notSent') && one.attempts.length > 0,

	'its outcome was known, but reported as unknown': (one) =>
		one.step.method !== 'GET' &&
		one.reports('unknown') &&
		!one.attempts.some(({ fate }) => isUnknown(fate.name)),

	'the change was in the referral when it was last read, but the contrary was reported': (one) => {
		const { item, reads, service } = one;
		const last = reads.at(-1);
		if (!item.reports.some(({ isNotShown }) => isNotShown) || last === undefined) return false;
		const shown = service.represent(service.stateAt(item.referralId, last.arrived));
		return item.effects.some(
			(effect) => effect.kind === 'value' && effect.pointer !== '/status' && holds(effect, shown),
		);
	},

	'another user is blamed, who has changed nothing': (one) => {
		const { item, step, requests, service } = one;
		if (!item.reports.some(({ blamesOthers }) => blamesOthers)) return false;
		const numbers = step.items.map(({ number }) => number);
		const since = item.guardedSince ?? requests.at(0)?.arrived ?? Infinity;
		return !service.writes.some(
			({ at, referralId, by }) =>
				referralId === item.referralId &&
				at > since &&
				(by === undefined || !numbers.includes(by.item!)),
		);
	},

	'a row was added twice': ({ item, writes, service }) =>
		item.effects.some((effect) => {
			if (effect.kind !== 'row') return false;
			const adding = writes.filter(
				({ by, before, after }) =>
					!isInevitable(by!) && rowsOf(effect, after).length > rowsOf(effect, before).length,
			);
			return adding.slice(1).some((later, index) => {
				const between = service.writes.filter(
					({ at, referralId }) =>
						referralId === item.referralId && at >= adding[index].at && at < later.at,
				);
				return between.every(({ after }) => rowsOf(effect, after).length > 0);
			});
		}),

	'a new referral was sent again, although it may have been created': ({ step, attempts }) =>
		step.method === 'POST' &&
		attempts.slice(0, -1).some(({ fate, write }) => isUnknown(fate.name) || write !== undefined),

	'it was sent again without a guard, although it may have been applied': ({ step, attempts }) =>
		step.method === 'PATCH' && resends(attempts).some(({ guard }) => guard === undefined),

	"a repetition has overwritten a colleague's value": (one) => {
		const { item, step, attempts, reads, service } = one;
		const firstRead = reads.at(0)?.arrived;
		if (step.method !== 'PATCH' || firstRead === undefined) return false;
		return resends(attempts).some(({ write }) => {
			if (write === undefined) return false;
			return item.effects.some((effect) => {
				if (effect.kind !== 'value') return false;
				const shown = (time: number) =>
					JSON.stringify(
						valueAt(service.represent(service.stateAt(item.referralId, time)), effect.pointer),
					);
				const overwritten = shown(write.at - 1);
				if (overwritten === shown(write.at) || overwritten === shown(firstRead)) return false;
				const written = service.writes.filter(
					({ at, referralId, before, after }) =>
						referralId === item.referralId &&
						at < write.at &&
						JSON.stringify(valueAt(before, effect.pointer)) !==
							JSON.stringify(valueAt(after, effect.pointer)),
				);
				const last = written.at(-1);
				return last !== undefined && last.by === undefined && last.at > firstRead;
			});
		});
	},
};

/** Of a list that was replaced, the rows: an item that is tried again may still add rows of its own. */
function partsOf(effect: Effect): Effect[] {
	if (effect.kind === 'row' || !Array.isArray(effect.value)) return [effect];
	const rows = effect.value as Row[];
	return rows.map((row) => ({ kind: 'row', list: effect.pointer, row, isSkippable: false }));
}

/** The attempts after one whose outcome was unknown. */
function resends(attempts: SeenRequest[]): SeenRequest[] {
	const first = attempts.findIndex(({ fate }) => isUnknown(fate.name));
	return first < 0 ? [] : attempts.slice(first + 1);
}
