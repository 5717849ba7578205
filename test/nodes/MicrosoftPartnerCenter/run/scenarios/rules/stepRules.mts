import type { INodeExecutionData } from 'n8n-workflow';

import { isInevitable } from './itemCase.mts';
import type { Played, PlayedStep } from '../play.mts';
import type { SeenRequest } from '../service.mts';

type Rule = (step: PlayedStep, played: Played) => boolean | undefined;

const requestsOf = ({ items }: PlayedStep, { service }: Played) =>
	service.requests.filter(({ item }) => items.some(({ number }) => number === item));

const pairOf = ({ pairedItem }: INodeExecutionData) =>
	(pairedItem as { item?: number } | undefined)?.item ?? -1;

/** What must not be true of one run of the node. */
export const STEP_RULES: Record<string, Rule> = {
	'items for one referral were not sent in their order': (step, played) => {
		const { mode } = step.step;
		if (mode.caller !== 'node' || mode.tries > 1) return false;
		const attempts = requestsOf(step, played).filter(({ method }) => method === 'PATCH');
		return attempts.some(
			(one, index) =>
				!isInevitable(one) &&
				attempts
					.slice(0, index)
					.some((before) => before.referralId === one.referralId && before.item! > one.item!),
		);
	},

	'a request was sent after the execution was canceled': (step, played) => {
		const { canceledAt, ended } = step;
		if (canceledAt === undefined) return false;
		const { requests } = played.service;
		// n8n sends a request once more with a new token, whatever the node does.
		const isByN8n = ({ requestId, arrived }: SeenRequest) =>
			requests.some(
				(one) => one.requestId === requestId && one.status === 401 && one.left < arrived,
			);
		const after = requests.filter(
			(one) => one.arrived > canceledAt && one.arrived < ended && !isByN8n(one),
		);
		// Those that were under way, except the one whose arrival canceled the execution.
		return after.length > step.step.mode.maxConcurrentRequests - 1;
	},

	'an item was sent after the node had stopped': (step, played) => {
		const { mode } = step.step;
		const error = step.result?.error as { context?: { itemIndex?: number } } | undefined;
		const failed = step.items.find(({ index }) => index === error?.context?.itemIndex);
		if (
			failed === undefined ||
			step.canceledAt !== undefined ||
			mode.tries > 1 ||
			mode.maxConcurrentRequests > 1
		)
			return false;
		const requests = requestsOf(step, played);
		// Lists are read on behalf of any item, perhaps of the failed one.
		const reads = played.service.requests.filter(
			({ item, arrived }) => item === undefined && arrived > step.began && arrived < step.ended,
		);
		// An item fails after those before it for the same referral, perhaps because of what they have written.
		const before = step.items
			.filter(({ index, referral }) => referral === failed.referral && index <= failed.index)
			.map(({ number }) => number);
		const ofFailed = requests.filter(({ item }) => item !== undefined && before.includes(item));
		const failedAt = Math.max(0, ...[...ofFailed, ...reads].map(({ left }) => left));
		const isBegun = ({ item }: SeenRequest) =>
			requests.some((one) => one.item === item && one.method !== 'GET' && one.arrived < failedAt);
		return requests.some((one) => one.arrived > failedAt && !isBegun(one));
	},

	'an item is missing from the output, or is in it twice': (step, played) => {
		const { executeOnce, caller } = step.step.mode;
		if (caller === 'node' && step.result === undefined) return false;
		if (step.canceledAt !== undefined || step.result?.error) return false;
		const expected = caller === 'node' && executeOnce ? step.items.slice(0, 1) : step.items;
		return step.items.some((item) => {
			if (!expected.includes(item)) return item.reports.length > 0;
			const isList = step.step.operation === 'getAll' && item.reports.at(0)?.kind === 'success';
			if (step.step.operation === 'getAll' && item.calls > 1) return item.reports.length === 0;
			const count = isList ? countOfReferrals(played, item.reports.length) : item.calls;
			return item.reports.length !== count;
		});
	},

	'an item left by the wrong output': (step) => {
		const { mode } = step.step;
		if (step.result === undefined || step.canceledAt !== undefined) return false;
		const { items, errorItems, error } = step.result;
		if (error) return mode.onError !== 'stopWorkflow' || items.length + errorItems.length > 0;
		const failures = mode.onError === 'continueErrorOutput' ? 'error' : 'main';
		return step.items.some(({ reports }) =>
			reports.some(({ kind, output }) => output !== (kind === 'success' ? 'main' : failures)),
		);
	},

	'output items are not in the order of the input, or not paired': (step) =>
		[step.result?.items, step.result?.errorItems].some((items = []) => {
			const pairs = items.map(pairOf);
			return pairs.some((pair, index) => pair < 0 || pair < (pairs[index - 1] ?? 0));
		}),

	'a run has stopped with an error that names no item': (step) => {
		const error = step.result?.error as { context?: { itemIndex?: number } } | undefined;
		return step.canceledAt === undefined && error && error.context?.itemIndex === undefined;
	},

	'an operation that was chosen by expression was executed': (step, played) =>
		step.step.mode.isByExpression &&
		(requestsOf(step, played).length > 0 ||
			step.items.some(({ reports }) => reports.some(({ kind }) => kind !== 'notSent'))),

	'an output item is about another referral': (step) =>
		step.method === 'PATCH' &&
		step.items.some(({ reports, referralId }) =>
			reports.some(
				({ kind, json }) =>
					kind === 'success' && (json.id as string | undefined)?.toLowerCase() !== referralId,
			),
		),

	'a failed item has lost the fields of its input': (step) =>
		step.step.mode.onError === 'continueErrorOutput' &&
		step.items.some(({ reports, number }) =>
			reports.some(({ output, json }) => output === 'error' && json.name !== `Deal ${number}`),
		),
};

/** How many referrals a list may show: those that there were in the beginning, and those that were created. */
function countOfReferrals({ service, initialReferrals }: Played, seen: number): number {
	const created = service.writes.filter(({ by }) => by?.method === 'POST').length;
	return Math.min(Math.max(seen, initialReferrals), initialReferrals + created);
}
