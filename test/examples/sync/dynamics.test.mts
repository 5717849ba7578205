import { Dynamics } from '../../crm/dynamics.mts';
import { testSync } from './syncTests.mts';

testSync('Dynamics 365', {
	file: 'sync-with-dynamics-365.json',
	crm: () => new Dynamics(),
	requests: { toWrite: 3, toClose: 4, perFailedRead: 4 },
});
