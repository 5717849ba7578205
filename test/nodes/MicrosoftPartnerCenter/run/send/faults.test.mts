import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { byId, PartnerCenter } from '../../../../engine/partnerCenter.mts';
import { isLong, randomRuns, seed } from '../../../../randomRuns.mts';
import type { Fault, RecordedRequest } from '../../../../simulator/simulator.mts';

const ITEMS = isLong ? 200 : 60;

/** What a request may meet; `late` lands only after the request was sent again and answered. */
const KINDS = {
	'429': () => ({ status: 429, headers: { 'Retry-After': '0' } }),
	'503': () => ({ status: 503, headers: { 'Retry-After': '0' } }),
	'500': () => ({ status: 500 }),
	'502': () => ({ status: 502, shape: 'html' }),
	'504': () => ({ status: 504, shape: 'empty' }),
	reset: () => ({ connection: 'reset' }),
	'made, then reset': () => ({ connection: 'applied-then-reset' }),
	'made, then 500': () => ({ applied: 500 }),
	'made, then 504': () => ({ applied: 504 }),
	late: (answered) => ({ landsLate: 0, until: answered }),
} satisfies Record<string, (answered: Promise<void>) => Fault>;

type Kind = keyof typeof KINDS;

/** Every third item meets one of the faults, or two of them one after the other. */
const faults = fc.array(
	fc.array(fc.constantFrom(...(Object.keys(KINDS) as Kind[])), { minLength: 1, maxLength: 2 }),
	{ minLength: Math.ceil(ITEMS / 3), maxLength: Math.ceil(ITEMS / 3) },
);

interface Mode {
	name: string;
	parameters: object;
	node?: object;
	/** Whether the change has to be there, and nothing twice. */
	isRight: (partnerCenter: PartnerCenter, id: string, index: number) => boolean;
	/** Whether a colleague renames what is read. */
	colleague?: boolean;
	/** What the first item meets instead of the faults of the others. */
	first?: Fault;
}

const dealValue: Mode['isRight'] = ({ simulator }, id, index) =>
	simulator.referral(id).details.dealValue === 1000 + index;
const once: Mode['isRight'] = ({ simulator }, id) =>
	simulator.referral(id).team.filter(({ email }) => email === 'jane.doe@contoso.com').length === 1;

const VALUE = { operation: 'updateDealValue', dealValue: '={{ $json.value }}' };
const MEMBER = {
	operation: 'addTeamMember',
	email: 'jane.doe@contoso.com',
	skipIfPresent: true,
};

const MODES: Mode[] = [
	{ name: 'deal values', parameters: VALUE, isRight: dealValue },
	{
		name: 'deal values with If-Match',
		parameters: { ...VALUE, useIfMatch: true },
		isRight: dealValue,
	},
	{
		name: 'deal values, a colleague writing in between',
		parameters: VALUE,
		colleague: true,
		isRight: dealValue,
	},
	{
		name: 'status changes',
		parameters: { operation: 'changeStatus', substatus: 'Won' },
		isRight: ({ simulator }, id) => simulator.referral(id).substatus === 'Won',
	},
	{ name: 'guarded adds', parameters: MEMBER, isRight: once },
	{
		name: 'guarded adds, tried again by n8n alone',
		parameters: { ...MEMBER, options: { maxRetries: 0 } },
		node: { retryOnFail: true, maxTries: 5, waitBetweenTries: 1, onError: 'continueRegularOutput' },
		// n8n looks at the first item to see whether it has to try again.
		first: { status: 403, times: 4 },
		isRight: once,
	},
];

// At the same time, since they mostly wait.
test.concurrent.each(MODES)(
	`of ${ITEMS} items a third meet faults: every change is made once and reported once: $name (seed ${seed})`,
	async ({ parameters, node, isRight, colleague, first }) => {
		await fc.assert(
			fc.asyncProperty(faults, async (kinds) => {
				const answers = new Map<string, () => void>();
				const renamed = new Set<string>();
				const partnerCenter = await PartnerCenter.start({
					onAnswer: ({ method, referralId = '', status }: RecordedRequest) => {
						if (method === 'PATCH' && status !== undefined && status < 300)
							answers.get(referralId)?.();
					},
				});
				const items = Array.from({ length: ITEMS }, (_, index) => {
					const id = partnerCenter.referral({ status: 'Active', substatus: 'Accepted' });
					const { eTag } = partnerCenter.simulator.referral(id);
					return { id, value: 1000 + index, eTag } satisfies IDataObject;
				});
				if (first) {
					const ofFirst = ({ referralId }: RecordedRequest) => referralId === items[0].id;
					partnerCenter.simulator.fault({ when: ofFirst, ...first });
				}
				for (const [index, kindsOfOne] of kinds.entries()) {
					if (first && index === 0) continue;
					const { id } = items[index * 3];
					const answered = new Promise<void>((resolve) => answers.set(id, resolve));
					const ofThis = ({ method, referralId }: RecordedRequest) =>
						method === 'PATCH' && referralId === id;
					for (const kind of kindsOfOne) {
						partnerCenter.simulator.fault({ when: ofThis, ...KINDS[kind](answered) } as Fault);
					}
					if (colleague) renameWhenRead(partnerCenter, id, renamed);
				}

				const run = await partnerCenter.run(
					{
						referralId: byId('={{ $json.id }}'),
						...parameters,
						options: { maxConcurrentRequests: 20, ...(parameters as { options?: object }).options },
					},
					{ items, node },
				);
				for (const answer of answers.values()) answer();
				await partnerCenter.simulator.idle();
				await partnerCenter.simulator.stop();

				expect(run.error).toBeUndefined();
				expect(run.items.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual(
					items.map(({ id }, item) => [id, { item }]),
				);
				expect(items.filter(({ id }, index) => !isRight(partnerCenter, id, index))).toEqual([]);
				for (const id of renamed) {
					expect(partnerCenter.simulator.referral(id).name).toBe('Renamed by a colleague');
				}
			}),
			{ ...randomRuns({ short: 1, long: 10 }), endOnFailure: true },
		);
	},
);

/** A colleague renames the referral at the moment when it is first read back. */
function renameWhenRead({ simulator }: PartnerCenter, id: string, renamed: Set<string>): void {
	let done = false;
	simulator.fault({
		when: ({ method, referralId }) => {
			if (!done && method === 'GET' && referralId === id) {
				done = true;
				renamed.add(id);
				simulator.touch(id, (referral) => {
					referral.name = 'Renamed by a colleague';
				});
			}
			return false;
		},
		until: Promise.resolve(),
	});
}
