import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { PartnerCenter } from '../../../../../engine/partnerCenter.mts';
import { randomRuns } from '../../../../../randomRuns.mts';
import { columns, NEW } from '../upsert/upsertRuns.mts';
import { CO_SELL, isMicrosoftsPost, isOwnPost, RETRY } from './sharingRuns.mts';
import { shortenWaits } from '../../../../../shortWaits.mts';

shortenWaits();

/** What the service does with a POST. */
const FATES = {
	accepted: undefined,
	rejected: { status: 400 },
	throttled: { status: 429, headers: { 'Retry-After': '0' } },
	'not received': { connection: 'reset' },
	'executed, and the connection breaks': { connection: 'applied-then-reset' },
	'executed, and a gateway answers': { applied: 502 },
} as const;

const OPERATIONS = {
	create: { operation: 'create', ...CO_SELL, additionalFields: { externalReferenceId: 'OPP-1' } },
	upsert: {
		operation: 'upsert',
		columns: columns({
			...NEW,
			externalReferenceId: 'OPP-1',
			dealType: 'coSell',
			consentToShare: true,
			customerContacts: [{ email: 'ravi@contoso.com' }],
			// A new referral can't be given this one, so that a change follows.
			statusReason: 'It fits.',
		}),
	},
};

type Fate = keyof typeof FATES;

interface Scenario {
	operation: keyof typeof OPERATIONS;
	own: Fate;
	microsofts: Fate;
	/** The service lists new referrals with this delay, in milliseconds. */
	delay: number;
	asTool: boolean;
	attempts: number;
}

const fates = fc.constantFrom(...(Object.keys(FATES) as Fate[]));

const scenarios: fc.Arbitrary<Scenario> = fc.record({
	operation: fc.constantFrom('create', 'upsert'),
	own: fates,
	microsofts: fates,
	delay: fc.constantFrom(0, 3_600_000),
	asTool: fc.boolean(),
	attempts: fc.constantFrom(1, 2, 3),
});

interface Result {
	json?: IDataObject;
	/** Message and description. */
	error?: string;
}

/** Runs the operation; n8n, or an agent, tries it again as long as it fails. */
async function play(partnerCenter: PartnerCenter, scenario: Scenario): Promise<Result> {
	const { operation, own, microsofts, asTool, attempts } = scenario;
	for (const [when, fate] of [
		[isOwnPost, own],
		[isMicrosoftsPost, microsofts],
	] as const) {
		const fault = FATES[fate];
		if (fault) partnerCenter.simulator.fault({ when, ...fault });
	}
	const isThrottled = [own, microsofts].includes('throttled');
	const options = { maxRetries: isThrottled ? 1 : 0 };
	const parameters = { ...OPERATIONS[operation], options };
	if (!asTool) {
		const node = attempts > 1 ? { ...RETRY, maxTries: attempts } : {};
		const { items, error } = await partnerCenter.run(parameters as never, { node });
		return error
			? { error: `${error.message} ${error.description ?? ''}` }
			: { json: items[0].json };
	}
	const call = partnerCenter.engine.asTool(partnerCenter.credential, parameters as never);
	let result: Result = {};
	for (let attempt = 0; attempt < attempts && !result.json; attempt += 1) {
		result = await call({}).then(
			([{ json }]) => ({ json }),
			(error: unknown) => {
				const { message, description = '' } = error as Error & { description?: string };
				return { error: `${message} ${description}` };
			},
		);
	}
	return result;
}

const runs = randomRuns({ short: 25, long: 1_000 });

test(`in ${runs.numRuns} scenarios, each of the two referrals is created at most once, and no outcome is misreported`, async () => {
	await fc.assert(
		fc.asyncProperty(scenarios, async (scenario) => {
			const executed: Array<{ isOwn: boolean; id: string }> = [];
			const partnerCenter = await PartnerCenter.start({
				referrals: [],
				lists: { filtersByKey: true, delay: scenario.delay },
				onWrite: (request, id) => {
					if (request.method === 'POST') executed.push({ isOwn: isOwnPost(request), id });
				},
			});
			try {
				const { json, error } = await play(partnerCenter, scenario);

				const all = [true, false].map((which) => executed.filter(({ isOwn }) => isOwn === which));
				expect(Math.max(...all.map(({ length }) => length))).toBeLessThanOrEqual(1);
				const [own, microsofts] = all.map((list) => list.at(0));
				if (microsofts) expect(own).toBeDefined();
				if (json) {
					expect(json).toMatchObject({ id: own?.id, microsoftReferralId: microsofts?.id });
					expect(microsofts).toBeDefined();
				}
				if (error && own) {
					expect(error).not.toMatch(/Nothing was created|Nothing was sent/);
					expect(error).toMatch(new RegExp(`is unknown|The referral ${own.id} was created`));
				}
			} finally {
				await partnerCenter.simulator.stop();
			}
		}),
		runs,
	);
});
