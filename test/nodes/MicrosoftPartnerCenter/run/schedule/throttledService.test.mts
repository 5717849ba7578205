import { byId, PartnerCenter } from '../../../../engine/partnerCenter.mts';
import { isLong } from '../../../../randomRuns.mts';
import { VirtualClock } from './virtualClock.mts';

const ITEMS = isLong ? 1000 : 200;
const PER_SECOND = 50;
const BURST = 50;

afterEach(() => {
	jest.restoreAllMocks();
});

test(`a service that allows ${PER_SECOND} requests per second gets ${ITEMS} items almost as fast as it allows, with few refusals`, async () => {
	const clock = new VirtualClock();
	let answers = 0;
	const partnerCenter = await PartnerCenter.start({
		rateLimit: { perSecond: PER_SECOND, burst: BURST },
		now: () => clock.date(),
		onAnswer: () => {
			answers += 1;
		},
	});
	const { simulator } = partnerCenter;
	const items = Array.from({ length: ITEMS }, (_, value) => ({
		id: partnerCenter.referral(),
		value,
	}));

	clock.install();
	const run = partnerCenter.run(
		{
			operation: 'updateDealValue',
			referralId: byId('={{ $json.id }}'),
			dealValue: '={{ $json.value }}',
		},
		{ items },
	);
	const { error } = await clock.until(run, () => simulator.requests.length + answers);
	await simulator.stop();

	expect(error).toBeUndefined();
	const accepted = simulator.requests.filter(({ status }) => status === 200);
	const refused = simulator.requests.filter(({ status }) => status === 429);
	expect(accepted).toHaveLength(ITEMS);
	// Nearly all of them are of the first round, whatever the number of items.
	expect(refused.length).toBeLessThanOrEqual(60);
	const allowed = BURST + (clock.now / 1000) * PER_SECOND;
	// The tokens that come in during the pause are not made up for.
	expect((allowed - PER_SECOND) / ITEMS).toBeLessThanOrEqual(1.15);
});
