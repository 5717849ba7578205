import { crmRecords } from '../crmRecords.mts';
import type { SimulatorSettings } from '../simulator.mts';
import {
	createOrUpdate,
	httpPatch,
	httpPatchContinuing,
	httpSync,
	updateDealValue,
} from './contenders.mts';
import type { Chain } from './workflow.mts';

/** Some ways to do the same work, against the same service. */
export interface Comparison {
	/** Short enough for the chart; bench/README.md says the rest. */
	title: string;
	service: SimulatorSettings;
	rounds: number;
	/** Whether n8n gets a round to warm up. */
	warmUp: boolean;
	/** How many referrals have other values in the end, if all changes arrive. */
	changes: number;
	itemsOf: (run: number) => object[];
	/** By name. Ratios are relative to the last one. */
	contenders: Record<string, Way>;
}

/** The nodes that do the work with the API at this address. */
type Way = (apiUrl: string) => Chain;

const UPDATES = 500;
const RECORDS = 1_000;
const DIFFERENCES = 30;
/** Milliseconds that an answer takes. */
const LATENCY = 100;
const PER_SECOND = 50;

const HTTP = 'HTTP Request';
const BATCHED = 'HTTP Request, in batches';

const unlimited = { referrals: UPDATES, latency: 0, filtersByKey: true };
const limited = {
	...unlimited,
	latency: LATENCY,
	rateLimit: { perSecond: PER_SECOND, burst: PER_SECOND },
};
const updates = { changes: UPDATES, itemsOf: dealValues };
const updateOnly: Record<string, Way> = { 'Update Deal Value': () => updateDealValue };

export const COMPARISONS: Comparison[] = [
	{
		...updates,
		title: `${UPDATES} updates`,
		service: unlimited,
		rounds: 11,
		warmUp: true,
		contenders: { ...updateOnly, [HTTP]: httpPatch },
	},
	{
		...updates,
		title: `${UPDATES} updates, ${LATENCY} ms latency`,
		service: { ...unlimited, latency: LATENCY },
		rounds: 11,
		warmUp: true,
		contenders: { ...updateOnly, [HTTP]: httpPatch },
	},
	{
		...updates,
		title: `${UPDATES} updates, ${PER_SECOND} requests per second`,
		service: limited,
		rounds: 5,
		warmUp: false,
		contenders: {
			...updateOnly,
			[HTTP]: (apiUrl) => httpPatchContinuing(apiUrl, false),
			[BATCHED]: (apiUrl) => httpPatchContinuing(apiUrl, true),
		},
	},
	{
		title: `Sync, ${RECORDS.toLocaleString('en')} records, ${DIFFERENCES} differ`,
		service: { ...limited, referrals: RECORDS },
		rounds: 3,
		warmUp: false,
		changes: DIFFERENCES,
		itemsOf: (run) => crmRecords(RECORDS, DIFFERENCES, 6_000 + run),
		contenders: {
			'Create or Update': () => createOrUpdate,
			[`${BATCHED}, a PATCH per record`]: (apiUrl) => httpSync(apiUrl, false),
			[`${BATCHED}, a PATCH per difference`]: (apiUrl) => httpSync(apiUrl, true),
		},
	},
];

function dealValues(run: number): object[] {
	return Array.from({ length: UPDATES }, (_, index) => ({
		id: `referral-${index}`,
		value: 10_000 * run + index,
	}));
}
