import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { History } from '../../../../../../nodes/MicrosoftPartnerCenter/run/history';
import type { PatchDocument } from '../../../../../../nodes/MicrosoftPartnerCenter/jsonPatch/patchDocument';
import { PatchDraft } from '../../../../../../nodes/MicrosoftPartnerCenter/jsonPatch/patchDraft';
import type { Outcome } from '../../../../../../nodes/MicrosoftPartnerCenter/run/send/outcome';
import { Change as ChangeToSend } from '../../../../../../nodes/MicrosoftPartnerCenter/run/send/change';
import type {
	SendableItem,
	SendingRun,
} from '../../../../../../nodes/MicrosoftPartnerCenter/run/send/sendable';
import { isLong } from '../../../../../randomRuns.mts';
import { explore } from './explore.mts';
import { Service } from './service.mts';

const notes = { op: 'replace', path: '/details/notes', value: 'ours' } as const;
const currency = { op: 'replace', path: '/details/currency', value: 'EUR' } as const;
const lost = [
	{ op: 'replace', path: '/status', value: 'Closed' },
	{ op: 'replace', path: '/substatus', value: 'Lost' },
] as const;
const member = (email: string) =>
	({ op: 'add', path: '/team/-', value: { email, value: 'ours' } }) as const;
const registration = { op: 'add', path: '/registrations/-', value: { value: 'ours' } } as const;

interface Change {
	document: readonly PatchDocument[number][];
	/** Whether the referral is read first, and existing rows are skipped. */
	plan?: Pick<SendableItem['plan'], 'needsPrecondition' | 'skipsExistingRows'>;
	modes: Array<'plain' | 'userTag'>;
	/** What some of the histories end in; by default, also in doubt. */
	ends?: Array<Outcome['kind']>;
}

const SKIPPED = { needsPrecondition: true, skipsExistingRows: true };

const CHANGES: Record<string, Change> = {
	notes: { document: [notes], modes: ['plain', 'userTag'] },
	'notes and currency': { document: [notes, currency], modes: ['plain', 'userTag'] },
	status: { document: lost, modes: ['plain', 'userTag'] },
	'a member that may be skipped': {
		document: [member('x@x.co')],
		plan: SKIPPED,
		modes: ['plain'],
		ends: ['answer', 'unchanged'],
	},
	'a member that may be skipped, and an eTag of the user': {
		document: [member('x@x.co')],
		plan: SKIPPED,
		modes: ['userTag'],
	},
	'notes, and a member that may be skipped': {
		document: [notes, member('x@x.co')],
		plan: SKIPPED,
		modes: ['plain'],
	},
	'two members that may be skipped': {
		document: [member('x@x.co'), member('y@x.co')],
		plan: SKIPPED,
		modes: ['plain'],
		ends: ['answer', 'unchanged'],
	},
	'a member, unguarded': { document: [member('x@x.co')], modes: ['plain'] },
	'a registration': {
		document: [registration],
		plan: { needsPrecondition: true },
		modes: ['plain', 'userTag'],
	},
};

/** How many requests of one change: two by default, three in the long mode. */
const MAX_RETRIES = isLong ? 2 : 1;

function itemFor(
	{ document, plan }: Change,
	service: Service,
	userTag: string | undefined,
): SendableItem {
	const body = document as unknown as IDataObject[];
	const request: IHttpRequestOptions = { method: 'PATCH', url: '/referrals/r-1', body };
	return {
		index: 0,
		request,
		plan: { referralId: 'r-1', errors: [], patch: new PatchDraft(), body: {}, ...plan },
		memory: {},
		referralKey: 'r-1',
		userTag,
		document: document as unknown as PatchDocument,
		isSent: false,
		send: (change) => Promise.resolve(service.patch(change!)),
		read: () => Promise.resolve(service.read()),
	};
}

/** A run that waits for nothing. */
const runFor = (maxRetries: number): SendingRun => ({
	maxRetries,
	gate: { holdsBack: () => false },
	history: new History(),
	rateLimit: {
		isCanceled: false,
		wait: () => Promise.resolve(),
		run: async (sendOnce) => (await sendOnce()) as never,
	},
});

/** Whether the state that was read last shows the whole change. */
function isShown({ document, plan }: Change, { lastRead }: Service): boolean {
	return document.every(({ op, path, value }) => {
		const [, parent, key = parent] = path.split('/');
		if (op === 'replace') {
			const { details, ...others } = lastRead!;
			return (parent === 'details' ? details : (others as never))[key as never] === value;
		}
		const { email, value: wanted } = value as { email?: string; value: string };
		return lastRead![parent as 'team' | 'registrations'].some(
			(row) =>
				row.email?.toLowerCase() === email && (plan?.skipsExistingRows ?? row.value === wanted),
		);
	});
}

/** What must not happen. */
function faultsOf(
	change: Change,
	outcome: Outcome,
	service: Service,
	isGuarded: boolean,
): string[] {
	const { applied, state, colleagueWrites } = service;
	const attempts = outcome.kind === 'failure' ? outcome.attempts : undefined;
	const namesAnotherUser =
		outcome.kind === 'failure' &&
		(outcome.problem === 'conflict' || outcome.status === 412) &&
		attempts?.ownChangeAfter !== true;
	const rowsOf = (email: string) => state.team.filter((row) => row.email?.toLowerCase() === email);
	const ours = [rowsOf('x@x.co'), rowsOf('y@x.co'), state.registrations].map(
		(rows) => rows.filter(({ by }) => by === 'us').length,
	);
	const addedAfterOthers = (rows: Array<{ by: string }>) =>
		rows.findIndex(({ by }) => by === 'us') > 0;
	const faults: Array<[boolean, string]> = [
		[
			(outcome.kind === 'answer' || outcome.kind === 'unchanged') &&
				applied === 0 &&
				!isShown(change, service),
			'a success, but the change is not there',
		],
		[attempts?.mayBeExecuted === false && applied > 0, 'reported as not executed, but it was'],
		[namesAnotherUser && colleagueWrites === 0, 'another user is blamed, who wrote nothing'],
		[service.overwrote, "another user's value was overwritten"],
		[isGuarded && ours.some((count) => count > 1), 'a row was added twice'],
		[
			change.plan?.skipsExistingRows === true &&
				[rowsOf('x@x.co'), rowsOf('y@x.co')].some(addedAfterOthers),
			'a row was added that existed',
		],
	];
	return faults.filter(([happened]) => happened).map(([, fault]) => fault);
}

const CASES = Object.entries(CHANGES).flatMap(([name, change]) =>
	change.modes.flatMap((mode) =>
		[false, true].map((normalizes) => ({ name, change, mode, normalizes })),
	),
);

test.each(CASES)(
	'$name ($mode, the service normalizes: $normalizes): no history ends in a false report',
	async ({ change, mode, normalizes }) => {
		const { ends = ['answer', 'unclear'] } = change;
		const found = new Map<string, string>();
		const kinds = new Set<string>();
		const isGuarded = change.plan?.needsPrecondition === true || mode === 'userTag';

		const histories = await explore(async (choose, trace) => {
			const service = new Service(choose, normalizes);
			const item = itemFor(change, service, mode === 'userTag' ? service.eTag : undefined);
			// Either the node sends again itself, or n8n's Retry On Fail runs it again.
			const retriesInNode = choose('retries', ['in the node', 'by n8n']) === 'in the node';
			const run = runFor(retriesInNode ? MAX_RETRIES : 0);
			let outcome = await new ChangeToSend(item, run).send();
			if (!retriesInNode && ['failure', 'unclear'].includes(outcome.kind)) {
				if (service.anotherItem()) run.history.record('r-1', 1);
				outcome = await new ChangeToSend(item, run).send();
			}
			service.settle();
			kinds.add(outcome.kind);
			for (const fault of faultsOf(change, outcome, service, isGuarded)) {
				if (!found.has(fault)) found.set(fault, trace.join('; '));
			}
		});

		expect(Object.fromEntries(found)).toEqual({});
		expect(histories).toBeGreaterThan(1000);
		expect([...kinds]).toEqual(expect.arrayContaining(ends));
	},
	600_000,
);
