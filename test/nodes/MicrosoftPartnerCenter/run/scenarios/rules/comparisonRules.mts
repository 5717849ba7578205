import { isUnknown } from '../fates.mts';
import type { Write } from '../service.mts';
import { keyOf } from '../targets.mts';
import type { ItemRule } from './itemRules.mts';

/** What must not be true of an item that is compared with the referral before it is sent. */
export const COMPARISON_RULES: Record<string, ItemRule> = {
	'it is a success, but does not say what was done': (one) =>
		one.isCompared &&
		one.item.reports.some(({ kind, outcome }) => kind === 'success' && !OUTCOMES.includes(outcome)),

	'"unchanged" was reported, but it has written': (one) =>
		// Of calls made at once and tried again, one may find what another one has written.
		!(one.item.calls > 1 && one.isRetriedCall) && says(one, 'unchanged') && one.writes.length > 0,

	'"updated" was reported, but no change was sent': (one) =>
		one.isCompared &&
		says(one, 'updated') &&
		!one.attempts.some(({ method }) => method === 'PATCH'),

	'"created" was reported, but it has created nothing': (one) =>
		(says(one, 'created') || one.reports('created')) && !one.writes.some(isCreation),

	'it has created the referral, but another outcome was reported': (one) =>
		one.isUpsert && one.reports('success') && !says(one, 'created') && one.writes.some(isCreation),

	'there are several referrals with its key': ({ isUpsert, item, service }) =>
		isUpsert &&
		service.writes.filter(
			(write) => isCreation(write) && write.after.externalReferenceId === keyOf(item.referral),
		).length > (service.hadInitially(keyOf(item.referral)) ? 0 : 1),

	'a second referral was sent for its key, although the first may have been created': (one) => {
		if (!one.isUpsert) return false;
		const creations = one.attemptsForKey.filter(({ method }) => method === 'POST');
		return creations
			.slice(0, -1)
			.some(({ fate, write }) => isUnknown(fate.name) || write !== undefined);
	},

	'a change was sent to a referral that was known to be closed': (one) => {
		const { isUpsert, item, attempts, service } = one;
		const isDoubtful = attempts.findIndex(({ fate }) => isUnknown(fate.name));
		const certain = isDoubtful < 0 ? attempts : attempts.slice(0, isDoubtful + 1);
		return (
			isUpsert &&
			certain.some(({ guard }) =>
				guard === undefined ? false : service.stateOf(item.referralId, guard)?.status === 'Closed',
			)
		);
	},
};

const OUTCOMES: Array<string | undefined> = ['created', 'updated', 'unchanged'];

const says: (one: Parameters<ItemRule>[0], outcome: string) => boolean = ({ item }, outcome) =>
	item.reports.some((report) => report.outcome === outcome);

const isCreation = ({ before }: Write) => before === undefined;
