import { createdReferralIn, referralIn } from '../../../shared/api/answer';
import { UNREPORTED } from '../../../shared/api/failure';
import type { Failure } from '../../../shared/api/failure';
import { verdictOn } from '../../../shared/api/retryPolicy';
import type { Referral } from '../../../shared/referral/referral';
import { listReader } from '../send/list';
import type { NotSent, Outcome, Preview, Shared } from '../send/outcome';
import { previewOf, previewOfNothing } from '../send/preview';
import { Retries } from '../send/retries';
import type { LookedUpItem, LookingUpRun } from '../send/sendable';
import { sendOnlyOnce } from './sendOnlyOnce';

type Sharing = Shared | Failure | NotSent | Preview;

/** Shares the deal of an existing referral with Microsoft. */
export async function shareWithMicrosoft(item: LookedUpItem, run: LookingUpRun): Promise<Outcome> {
	const read = await sendOnlyOnce(item, run);
	if (read.kind !== 'answer') return read;
	const own = referralIn(read)!;
	const shared = await share(item, run, own);
	if (shared.kind !== 'shared') return shared;
	const { microsoftReferralId, existed } = shared;
	const outcome = existed ? 'unchanged' : 'created';
	const effect = { outcome, microsoftReferralId } as const;
	return item.plan.preview
		? { kind: 'preview', request: previewOfNothing({ referral: own, effect }) }
		: { ...read, effect };
}

/**
 * Shares the deal whose referral the item has created.
 *
 * @param content what that referral was created with
 */
export async function shareCreated(
	item: LookedUpItem,
	run: LookingUpRun,
	content: Referral,
): Promise<Sharing> {
	const { memory } = item;
	if (memory.shared) return memory.shared;
	const failure = memory.created!.engagementId ? undefined : await readCreated(item, run);
	const { id, engagementId } = memory.created!;
	const mayBeShared = content.engagementId !== undefined || memory.unknown !== undefined;
	const shared = failure ?? (await share(item, run, { ...content, id, engagementId }, mayBeShared));
	if (shared.kind === 'shared') {
		memory.shared = shared;
		memory.unknown = undefined;
	}
	return shared.kind === 'failure' ? { ...shared, created: { id, next: 'sharing' } } : shared;
}

/** Completes what is known of the referral that the item has created. */
async function readCreated(
	item: LookedUpItem,
	run: LookingUpRun,
): Promise<Failure | NotSent | undefined> {
	const { memory } = item;
	if (memory.created?.id === undefined) return undefined;
	item.becomeReading(memory.created.id);
	const read = await sendOnlyOnce(item, run);
	if (read.kind !== 'answer') return read;
	memory.created = referralIn(read);
	return undefined;
}

/**
 * Creates Microsoft's referral of the deal, unless there is one. It is sent at most once: after an unknown outcome, it
 * can be found by its engagement.
 *
 * @param own what Microsoft's referral is to contain, too
 * @param mayBeShared whether Microsoft's referral may exist
 */
async function share(
	item: LookedUpItem,
	run: LookingUpRun,
	own: Referral,
	mayBeShared = true,
): Promise<Sharing> {
	const { engagementId } = own;
	if (typeof engagementId !== 'string' || !engagementId) {
		return { ...UNREPORTED, problem: 'missingEngagement' };
	}
	return await run.queue.run(`engagement ${engagementId.toLowerCase()}`, async () => {
		if (mayBeShared) {
			if (own.id) item.becomeReading(own.id);
			const found = await run.engagements.findMicrosoftReferrals(
				engagementId,
				listReader(item, run),
			);
			if (!Array.isArray(found)) return found;
			if (found.length > 0) return sharedAs(found[0], true);
		}
		return await createMicrosoftReferral(item, run, own, engagementId);
	});
}

async function createMicrosoftReferral(
	item: LookedUpItem,
	run: LookingUpRun,
	own: Referral,
	engagementId: string,
): Promise<Sharing> {
	const { plan } = item;
	item.becomeCreation(plan.sharing!.bodyFor(own));
	if (plan.preview) return { kind: 'preview', request: previewOf(item.request) };
	const outcome = await sendOnlyOnce(item, run);
	if (outcome.kind === 'answer') {
		const referral = createdReferralIn(outcome);
		run.engagements.recordMicrosoftReferral(engagementId, referral);
		return sharedAs(referral, false);
	}
	if (outcome.kind !== 'failure' || verdictOn(outcome) !== 'unknown') return outcome;

	const unconfirmed: Failure = { ...outcome, problem: 'unconfirmedSharing' };
	await run.rateLimit.wait(new Retries(run.maxRetries).waitAfter(unconfirmed) ?? 0);
	const found = await run.engagements.findMicrosoftReferralsAgain(
		engagementId,
		listReader(item, run),
	);
	if (Array.isArray(found) && found.length > 0) return sharedAs(found[0], false);
	run.engagements.recordMicrosoftReferral(engagementId, unconfirmed);
	return unconfirmed;
}

function sharedAs({ id }: Referral, existed: boolean): Shared {
	return { kind: 'shared', microsoftReferralId: id, existed };
}
