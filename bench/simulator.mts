import { exampleReferrals, startSimulator } from '../test/simulator/simulator.mts';
import type { SimulatorOptions } from '../test/simulator/simulator.mts';

/** What the simulator is started with. Run as a child process, see processes.mts. */
export interface SimulatorSettings {
	/** How many referrals it has, with the keys OPP-0, OPP-1, ... */
	referrals: number;
	/** Milliseconds that each answer takes. */
	latency: number;
	filtersByKey: boolean;
	rateLimit?: SimulatorOptions['rateLimit'];
}

/** What has arrived since the count before. */
export interface Traffic {
	requests: number;
	/** Those of the requests that were answered with 429. */
	throttled: number;
	/** The referrals whose deal value is another one now. */
	changed: number;
}

const { referrals, latency, filtersByKey, rateLimit } = JSON.parse(
	process.argv[2],
) as SimulatorSettings;

const [example] = exampleReferrals();
const simulator = await startSimulator({
	referrals: Array.from({ length: referrals }, (_, index) => ({
		...structuredClone(example),
		id: `referral-${index}`,
		externalReferenceId: `OPP-${index}`,
		status: 'Active',
		substatus: 'Accepted',
		createdDateTime: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString(),
		details: { ...example.details, dealValue: 5000, currency: 'USD' },
	})) as SimulatorOptions['referrals'],
	lists: { filtersByKey },
	rateLimit,
});

const delayEachAnswer = () => {
	if (latency > 0) simulator.fault({ delayMs: latency, times: Infinity });
};
delayEachAnswer();

const dealValues = () =>
	new Map(simulator.referrals().map(({ id, details }) => [id, String(details.dealValue)]));
let before = dealValues();

process.on('message', () => {
	const now = dealValues();
	const traffic: Traffic = {
		requests: simulator.requests.length,
		throttled: simulator.requests.filter(({ status }) => status === 429).length,
		changed: [...now].filter(([id, value]) => value !== before.get(id)).length,
	};
	process.send!(traffic);
	before = now;
	simulator.reset();
	delayEachAnswer();
});
// The bench has ended, in whatever way.
process.once('disconnect', () => process.exit());
process.send!({ url: simulator.url, tokens: simulator.signIn() });
