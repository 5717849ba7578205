import { Salesforce } from '../../crm/salesforce.mts';
import { testSync } from './syncTests.mts';

testSync('Salesforce', {
	file: 'sync-with-salesforce.json',
	crm: () => new Salesforce(),
	requests: { toWrite: 1, toClose: 1, perFailedRead: 1 },
});
