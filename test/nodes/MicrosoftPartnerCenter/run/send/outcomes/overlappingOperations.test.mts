import { byId, PartnerCenter } from '../../../../../engine/partnerCenter.mts';
import { shortenWaits } from '../../../../../shortWaits.mts';

shortenWaits();

let partnerCenter: PartnerCenter;
let id: string;

beforeEach(async () => {
	partnerCenter = await PartnerCenter.start();
	id = partnerCenter.referral({ status: 'Active', substatus: 'Accepted' });
});
afterEach(() => partnerCenter.simulator.stop());

const notes = (value: string) => ({ op: 'replace', path: '/details/notes', value });
const DETAILS = { op: 'replace', path: '/details', value: { notes: 'first', dealValue: 1 } };

test.each([
	{ name: 'the same value twice', patch: [notes('first'), notes('last')] },
	{ name: 'an object, then a value in it', patch: [DETAILS, notes('last')] },
	{ name: 'a value, then adds it', patch: [notes('first'), { ...notes('last'), op: 'add' }] },
])(
	'a patch that writes $name is not undone in part when its answer got lost',
	async ({ patch }) => {
		partnerCenter.simulator.fault({
			when: ({ method }) => method === 'PATCH',
			connection: 'applied-then-reset',
		});

		const { error } = await partnerCenter.run({
			operation: 'applyPatch',
			referralId: byId(id),
			patch,
		} as never);

		expect(partnerCenter.simulator.referral(id).details.notes).toBe('last');
		if (error) expect(error.message).toMatch(/unclear/);
	},
);
