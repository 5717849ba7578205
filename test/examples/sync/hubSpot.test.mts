import { HubSpot } from '../../crm/hubSpot.mts';
import { testSync } from './syncTests.mts';

testSync('HubSpot', {
	file: 'sync-with-hubspot.json',
	crm: () => new HubSpot(),
	requests: { toWrite: 1, toClose: 1, perFailedRead: 1 },
});
