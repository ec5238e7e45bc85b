import { expect } from 'chai';

import { readPlaces } from '../../../server/formats/places-csv.ts';

const HEAD = 'ags,name,state,district,type,population,latitude,longitude,extra';
const KIEL = '01002000,Kiel,DE-SH,Kiel,Kreisfreie Stadt,247717,54.321775,10.13727,x';

function read(...lines: string[]) {
  return readPlaces(Buffer.from([HEAD, ...lines].join('\n')));
}

describe('the register of places', () => {
  it('is read with its numbers, and its keys keep their zeros', () => {
    const found = read(KIEL, '"03153019","Langelsheim, Stadt",,Goslar,Stadt,,,,');
    expect(found).to.deep.equal({
      places: [
        { ags: '01002000', name: 'Kiel', type: 'Kreisfreie Stadt', state: 'DE-SH', district: 'Kiel', population: 247_717, lat: 54.321775, lon: 10.13727 },
        { ags: '03153019', name: 'Langelsheim, Stadt', type: 'Stadt', state: 'DE-NI', district: 'Goslar', population: null, lat: null, lon: null },
      ],
      bad: [],
    });
  });

  it('survives a spreadsheet: semicolons, Windows-1252, a lost zero, a comma in the coordinate', () => {
    const text = `${HEAD.replaceAll(',', ';')}\n1003000;Lübeck;DE-SH;Lübeck;Kreisfreie Stadt;218.095;53,866269;10,683932;\n`;
    const found = readPlaces(Buffer.from(text, 'latin1'));
    expect('places' in found && found.places[0]).to.deep.include({ ags: '01003000', name: 'Lübeck', population: 218_095, lat: 53.866269 });
  });

  it('names each wrong cell and keeps the good rows', () => {
    const found = read(KIEL, '99999999,X,DE-XX,D,T,viele,91,10,', '01001000,,DE-SH,D,T,5,54,,');
    expect('places' in found && found.places).to.have.length(1);
    const fields = 'bad' in found ? found.bad.map(({ number, problems }) => [number, problems.map(({ field, code }) => `${field} ${code}`)]) : [];
    expect(fields).to.deep.equal([
      [3, ['ags bad-ags', 'state not-a-code', 'population not-a-number', 'latitude out-of-range']],
      [4, ['name required', 'longitude required']],
    ]);
  });

  it('says which columns are missing, and that a file is empty', () => {
    expect(readPlaces(Buffer.from('ags,name\n1,2\n'))).to.deep.equal({
      fault: { code: 'places-columns', values: { missing: 'state, district, type, population, latitude, longitude' } },
    });
    expect(readPlaces(new Uint8Array())).to.deep.equal({ fault: { code: 'empty', values: {} } });
  });
});
