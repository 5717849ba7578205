import type { IDataObject } from 'n8n-workflow';

import { referralIn } from '../../../shared/api/answer';
import { UNREPORTED } from '../../../shared/api/failure';
import type { Failure } from '../../../shared/api/failure';
import { verdictOn } from '../../../shared/api/retryPolicy';
import type { Referral } from '../../../shared/referral/referral';
import { ParameterError } from '../../../shared/values/parameterError';
import type { ReferralKey, RequestPlan } from '../../routing/requestPlan';
import { Change } from '../send/change';
import { listReader } from '../send/list';
import type { Effect, Outcome } from '../send/outcome';
import { previewOfChange, previewOfCreation } from '../send/preview';
import { Retries } from '../send/retries';
import type { LookedUpItem, LookingUpRun } from '../send/sendable';
import { sendOnlyOnce } from './sendOnlyOnce';
import { shareCreated } from './share';

/**
 * Brings the referral with the item's key to the state that the item requests.
 *
 * | referrals with the key | request |
 * |---|---|
 * | none | a new referral; then what it does not have yet, such as a status |
 * | one | a change of the values that differ, or nothing |
 * | several | nothing: the item fails |
 */
export async function upsert(item: LookedUpItem, run: LookingUpRun): Promise<Outcome> {
	const { memory, plan } = item;
	const key = plan.key!;
	if (memory.created) return await afterCreation(item, run, memory.created);
	const matches = await run.lookup.find(key, listReader(item, run));
	memory.isRead = true;
	if (!Array.isArray(matches)) return matches;
	const error = errorIn(plan, matches);
	if (error) return { kind: 'invalid', error };
	if (matches.length === 1 && memory.unknown !== undefined && memory.last === undefined) {
		// An earlier attempt of the node has created it.
		return await afterCreation(item, run, matches[0]);
	}
	if (matches.length === 1) return await update(item, run, matches[0]);
	if (key.field === 'id') return await update(item, run, { id: key.value });
	return await create(item, run);
}

/** Why the item can't be sent, given the referrals with its key. */
export function errorIn({ key, creation }: RequestPlan, matches: Referral[]): Error | undefined {
	if (matches.length > 1) return severalMatches(key!, matches);
	const isNew = matches.length === 0 && key!.field !== 'id';
	return isNew && creation instanceof Error ? creation : undefined;
}

function severalMatches({ field, value }: ReferralKey, matches: Referral[]): ParameterError {
	const ids = matches.map(({ id }) => id).join(', ');
	return new ParameterError(
		'Fields',
		`${matches.length} referrals have the ${LABELS[field]} ${JSON.stringify(value)}`,
		`Change the ${LABELS[field]} of all but one of them, or match on the ID. The referrals are ${ids}.`,
	);
}

const LABELS: Record<ReferralKey['field'], string> = {
	externalReferenceId: 'external reference ID',
	id: 'ID',
};

/** @param referral as the lookup found it, perhaps without an eTag; only the ID if the lookup can't find it */
async function update(item: LookedUpItem, run: LookingUpRun, referral: Referral): Promise<Outcome> {
	const { plan } = item;
	const document = plan.patch.toDocument();
	item.becomeChange(referral.id!, document);
	const change = new Change(item, run, referral);
	if (plan.preview) return await previewOfChange(change, item);
	const outcome = await change.send();
	record(item, run, { id: referral.id }, outcome);
	return outcome;
}

async function create(item: LookedUpItem, run: LookingUpRun): Promise<Outcome> {
	const { plan } = item;
	item.becomeCreation(plan.creation as IDataObject);
	if (plan.preview) return { kind: 'preview', request: previewOfCreation(item) };

	const outcome = await sendOnlyOnce(item, run);
	if (outcome.kind === 'failure' && verdictOn(outcome) === 'unknown') {
		return await lookForCreated(item, run, outcome);
	}
	if (outcome.kind !== 'answer') return outcome;
	const created = referralIn(outcome);
	return created ? await afterCreation(item, run, created) : await lookForCreated(item, run);
}

/** Looks for the referral by its key after a request that may have created it. */
async function lookForCreated(
	item: LookedUpItem,
	run: LookingUpRun,
	failure?: Failure,
): Promise<Outcome> {
	const key = item.plan.key!;
	const unconfirmed: Failure = { ...UNREPORTED, ...failure, problem: 'unconfirmed' };
	await run.rateLimit.wait(new Retries(run.maxRetries).waitAfter(unconfirmed) ?? 0);
	const matches = await run.lookup.findAgain(key, listReader(item, run));
	if (Array.isArray(matches) && matches.length === 1) {
		return await afterCreation(item, run, matches[0]);
	}
	run.lookup.block(key, unconfirmed);
	return unconfirmed;
}

/**
 * Shares the deal, if it is to be shared, and changes what differs: values that a new referral can't be given, and those
 * that another user has changed since.
 */
async function afterCreation(
	item: LookedUpItem,
	run: LookingUpRun,
	created: Referral,
): Promise<Outcome> {
	const { memory, plan } = item;
	if (memory.created === undefined) {
		// From then on, `unknown` is about the change that follows, also when n8n tries the item again.
		memory.unknown = undefined;
		memory.created = created;
		run.lookup.record(plan.key!, created);
		// An item before this one that is tried again must not overwrite what it was created with.
		run.history.record(created.id!.toLowerCase(), item.index);
	}
	let microsoftReferralId: string | undefined;
	if (plan.sharing) {
		const shared = await shareCreated(item, run, plan.creation as Referral);
		if (shared.kind !== 'shared') return shared;
		({ microsoftReferralId } = shared);
	}
	const { id } = memory.created;
	item.becomeChange(id!, plan.patch.toDocument());
	const outcome = await new Change(item, run, memory.created).send();
	record(item, run, { id }, outcome);
	if (outcome.kind === 'failure') return { ...outcome, created: { id, next: 'change' } };
	if (outcome.kind !== 'answer' && outcome.kind !== 'unchanged') return outcome;
	const { changedFields = [] } = outcome.effect ?? {};
	const effect: Effect = { outcome: 'created', changedFields, microsoftReferralId };
	return { ...outcome, effect };
}

/**
 * The next item with this key compares with the state that this one has led to.
 *
 * @param unread the referral without its state, which has to be read if the outcome doesn't show it
 */
function record(
	{ plan, memory }: LookedUpItem,
	run: LookingUpRun,
	unread: Referral,
	outcome: Outcome,
): void {
	if (outcome.kind === 'answer') run.lookup.record(plan.key!, referralIn(outcome) ?? unread);
	else if (memory.unknown !== undefined) run.lookup.record(plan.key!, unread);
}
