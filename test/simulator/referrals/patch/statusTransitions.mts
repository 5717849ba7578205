import type { Referral } from '../referral.mts';
import { invalid } from '../refusal.mts';

/**
 * Which status may follow which, and the substatuses that belong to each ("Referral resources" of the Referrals API,
 * "Status transition"). A referral that is closed can't be edited any more ("Referrals FAQ"). "Manage co-sell
 * opportunities" adds that a deal can be closed as Error at any time.
 */
const statusTransitions = new Map([
	['New', { mayBecome: ['New', 'Active', 'Closed'], substatuses: ['Pending', 'Received'] }],
	['Active', { mayBecome: ['Active', 'Closed'], substatuses: ['Accepted'] }],
	[
		'Closed',
		{ mayBecome: ['Closed'], substatuses: ['Won', 'Lost', 'Declined', 'Expired', 'Error'] },
	],
]);

/**
 * Deals are registered after they were won ("Register deals"), so that of a closed referral only these can be changed.
 *
 * @throws Refusal when the referral is closed
 */
export function checkOpen(referral: Referral, patch: Array<{ path: string }>): void {
	const { status, substatus } = referral;
	if (status !== 'Closed') return;
	if (substatus === 'Won' && patch.every(({ path }) => /^\/registrations(?:\/|$)/.test(path)))
		return;
	throw invalid(
		'status',
		`The referral is closed (${referral.substatus}) and can't be changed any more.`,
	);
}

/** @throws Refusal when the status, or its substatus, may not follow the one before */
export function checkTransition(before: Referral, after: Referral): void {
	if (before.status === after.status && before.substatus === after.substatus) return;
	if (!statusTransitions.get(before.status)?.mayBecome.includes(after.status)) {
		throw invalid(
			'status',
			`The status can't change from '${before.status}' to '${after.status}'.`,
		);
	}
	if (!statusTransitions.get(after.status)?.substatuses.includes(after.substatus)) {
		throw invalid(
			'substatus',
			`The substatus '${after.substatus}' isn't allowed for the status '${after.status}'.`,
		);
	}
}
