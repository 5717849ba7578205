import { holds, rowsOf, valueAt } from '../effects.mts';
import type { Effect, Row } from '../effects.mts';
import { isUnknown } from '../fates.mts';
import { operationOf } from '../operations.mts';
import type { PlayedItem } from '../play.mts';
import type { Write } from '../service.mts';
import { isInevitable } from './itemCase.mts';
import type { ItemCase } from './itemCase.mts';

export type ItemRule = (one: ItemCase) => boolean;

/** What must not be true of an item. */
export const ITEM_RULES: Record<string, ItemRule> = {
	'it is a success, but the referral did not show the change': (one) => {
		const { item, step, knownAt, writes } = one;
		if (!one.reports('success')) return false;
		const { creates } = operationOf(step.step.operation);
		if (creates)
			return creates.some(
				(isIt) =>
					!isCreatedBy(
						writes.filter(({ by }) => isIt(by!.body)),
						item,
					),
			);
		if (step.method === 'GET') return false;
		// Create or Update may have learned from a list that nothing is left to do.
		if (one.isAmbiguous || (one.isUpsert && knownAt === undefined)) return !one.wasShown;
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

	'it was changed, but the contrary was reported': (one) =>
		one.reportsOnly('notMade', 'notSent', 'notStarted') &&
		// An agent's next call finds what an earlier one has created, and reports only what it does itself.
		one.writes.some(({ before }) => before !== undefined || one.step.step.mode.caller === 'node'),

	'it was sent, but "Nothing was sent" was reported': (one) =>
		one.reportsOnly('notSent') &&
		// An agent's next call speaks of itself, unless it does not know what the one before has done.
		one.attempts.some(({ fate }) => !one.isRetriedCall || isUnknown(fate.name)),

	'its outcome was known, but reported as unknown': (one) =>
		one.step.method !== 'GET' &&
		one.item.reports.some(
			// Of a lookup that has failed, the report says nothing about a change.
			({ kind, isDoubtful }) => kind === 'unknown' && (isDoubtful || !one.isUpsert),
		) &&
		!one.attemptsForKey.some(({ fate }) => isUnknown(fate.name)),

	'the change was in the referral when it was last read, but the contrary was reported': (one) => {
		const { item, reads, service } = one;
		const last = one.isAmbiguous ? undefined : reads.at(-1);
		if (!item.reports.some(({ isNotShown }) => isNotShown) || last === undefined) return false;
		const shown = service.represent(service.stateAt(item.referralId, last.arrived));
		const first = one.attempts[0]?.arrived ?? 0;
		// The change that follows a creation consists of the status.
		const isCreation = one.writes.some(({ before }) => before === undefined);
		return item.effects.some(
			(effect) =>
				effect.kind === 'value' &&
				effect.pointer !== '/status' &&
				(!isCreation || effect.pointer === '/substatus') &&
				!one.holdsAt(effect, first) &&
				holds(effect, shown),
		);
	},

	'another user is blamed, who has changed nothing': (one) => {
		const { item, step, requests, service } = one;
		if (!item.reports.some(({ blamesOthers }) => blamesOthers)) return false;
		const numbers = step.items.map(({ number }) => number);
		const begin = one.isUpsert ? step.began : requests.at(0)?.arrived;
		const since = item.guardedSince ?? begin ?? Infinity;
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
			return adding.slice(item.calls).some((later, index) => {
				const between = service.writes.filter(
					({ at, referralId }) =>
						referralId === item.referralId && at >= adding[index].at && at < later.at,
				);
				return between.every(({ after }) => rowsOf(effect, after).length > 0);
			});
		}),

	'a new referral was sent again, although it may have been created': ({ item, step, attempts }) =>
		(operationOf(step.step.operation).creates ?? []).some((isIt) => {
			const repeated = attempts.filter(({ body }) => isIt(body)).slice(0, -1);
			return (
				repeated.some(({ fate }) => isUnknown(fate.name)) ||
				repeated.filter(({ write }) => write !== undefined).length >= item.calls
			);
		}),

	'it was sent again without a guard, although it may have been applied': ({ step, resends }) =>
		step.method === 'PATCH' && resends.some(({ guard }) => guard === undefined),

	"a repetition has overwritten a colleague's value": (one) => {
		const { item, step, resends, firstKnownAt: firstRead, service } = one;
		if (step.method !== 'PATCH' || firstRead === undefined) return false;
		return resends.some(({ write }) => {
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

/** Each call creates one referral; of calls made at once, all may have the same one. */
const isCreatedBy = ({ length }: Write[], { calls }: PlayedItem) => length >= 1 && length <= calls;
