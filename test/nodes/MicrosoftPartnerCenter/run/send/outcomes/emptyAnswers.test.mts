import { byId, PartnerCenter } from '../../../../../engine/partnerCenter.mts';
import type { Fault, RecordedRequest } from '../../../../../simulator/simulator.mts';
import { shortenWaits } from '../../../../../shortWaits.mts';

shortenWaits();

let partnerCenter: PartnerCenter;
let id: string;

beforeEach(async () => {
	partnerCenter = await PartnerCenter.start();
	id = partnerCenter.referral({ status: 'Active', substatus: 'Accepted' });
});
afterEach(() => partnerCenter.simulator.stop());

const isPatch = ({ method }: RecordedRequest) => method === 'PATCH';
const registrations = () => partnerCenter.simulator.referral(id).registrations;

const createRegistration = (further: object = {}) =>
	partnerCenter.run({
		resource: 'dealRegistration',
		operation: 'create',
		referralId: byId(id),
		solutionDetails: [{ id: 'SOL-A' }],
		contract: { value: 10, term: 'Perpetual' },
		...further,
	} as never);

const APPLIED: Fault[] = [
	{ applied: 200, body: '' },
	{ applied: 202, body: '' },
	{ applied: 202, body: {} },
];

test.each(APPLIED)(
	'a deal registration that was accepted without an answer is looked for, and found (%j)',
	async (answer) => {
		partnerCenter.simulator.fault({ when: isPatch, ...answer });

		const { error, items } = await createRegistration();

		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ id });
		expect(registrations()).toHaveLength(1);
		expect(partnerCenter.simulator.patches).toHaveLength(1);
	},
);

test.each<Fault>([
	{ status: 200, body: '' },
	{ status: 202, body: '' },
])(
	'a deal registration that was not created, in spite of such an answer, is sent again (%j)',
	async (answer) => {
		partnerCenter.simulator.fault({ when: isPatch, ...answer });

		const { error } = await createRegistration();

		expect(error).toBeUndefined();
		expect(registrations()).toHaveLength(1);
		expect(partnerCenter.simulator.patches).toHaveLength(2);
	},
);

test('a deal registration that is accepted, but arrives late, is created once', async () => {
	let arrive = () => {};
	const until = new Promise<void>((resolve) => {
		arrive = resolve;
	});
	partnerCenter.simulator.fault({ when: isPatch, landsLate: 0, until });

	const { error } = await createRegistration();
	arrive();
	await partnerCenter.simulator.idle();

	expect(error).toBeUndefined();
	expect(registrations()).toHaveLength(1);
});

test.each(APPLIED)(
	'a deal registration that Retry On Fail repeats after such an answer is created once (%j)',
	async (answer) => {
		partnerCenter.simulator.fault({ when: isPatch, ...answer });

		const { error } = await partnerCenter.run(
			{
				resource: 'dealRegistration',
				operation: 'create',
				referralId: byId(id),
				solutionDetails: [{ id: 'SOL-A' }],
				contract: { value: 10, term: 'Perpetual' },
				options: { maxRetries: 0 },
			} as never,
			{ node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } },
		);

		expect(error).toBeUndefined();
		expect(registrations()).toHaveLength(1);
	},
);

test('without Return Updated Referral (Prefer), an empty 202 is not taken for the answer 204', async () => {
	partnerCenter.simulator.fault({ when: isPatch, status: 202, body: '' });

	const { error } = await createRegistration({ returnRepresentation: false });

	expect(error).toBeUndefined();
	expect(registrations()).toHaveLength(1);
});
