import type { WordTable } from './wordClass.ts';

/**
 * Words of addresses in Latin letters, without accents. The English ones begin with USPS Publication 28, appendices C1 (street
 * suffixes) and C2 (secondary units); those of other languages are common words and abbreviations, from no single source.
 *
 * A word of two languages stands where the flat is safe: `lot` is a trailer's pitch in one and a plot in another.
 */
export const latinWords: WordTable = {
  room:
    // English
    'apt apart apartment appartment aprt flat flt unit suite ste rm room office ofc shop shp store stall kiosk booth cabin ' +
    'desk locker studio slip berth bed lot trailer trlr tenancy workshop showroom garage ph maisonette ' +
    'counter godown tenement condo cubicle chamber mailstop space spc bay qr qtr quarter gala drawer ' +
    // German, Dutch
    'wohnung whg wohneinheit we zimmer zi buro buero tur tuer top app bus bte kamer kmr toevoeging toev ' +
    // French
    'appartement appt apprt logement lgt bureau chambre porte boite salle local ' +
    // Spanish, Portuguese
    'apartamento apto aptdo depto dpto dto departamento depart puerta pta oficina ofic interior int habitacion hab despacho ' +
    'consultorio sala sl conjunto conj cj loja lj quarto fracao porta unidad unidade nave galpon letra ' +
    // Italian
    'interno appartamento ufficio uff ' +
    // Nordic, Baltic
    'lgh lagenhet leil leilighet lejlighed lejl bolig kontor lokale as asunto huoneisto krt korter dz dzivoklis bt butas ' +
    // Central and south-eastern Europe, Turkey
    'mieszkanie lok lokal pok pokoj byt dvere kancelar ajto lakas iroda szoba ap apartament cam camera birou stan ' +
    'kancelarija daire oda ofis dukkan diam kv kvartira pom komn ' +
    // South-East Asia
    'kamar kios bilik pejabat phong can',
  floor:
    'floor floors flr fl level levels lvl story storey piso etage etages etg andar piano planta plta verdieping ' +
    'stock stk stockwerk kat patro podlazi kerros krs trappa trappor lantai lt tingkat tkt tang lau korrus stavs aukstas ' +
    'etaj et sprat',
  above: 'emelet og obergeschoss geschoss etasje pietro poschodi em sal tr trp van vaning fljur nadstropje nadzemi np',
  unit:
    'stiege stg scara sc scala escalera esc escalier staircase stair stairs stairwell stairway entrance entrada ' +
    'entree portal rappu opgang oppgang uppgang klatka lepcsohaz lph ulaz vchod aufgang eingang podjezd wing',
  building:
    'building bldg bld bdg bldng blok bloque blq bloco bloc block blk bl tower twr tour torre edificio edif ' +
    'batiment bat gebaude geb haus palazzina pavilion bygning bygg budova budynek bud epulet toa korpus korp ' +
    'zgrada menara kulle modulo warehouse',
  box:
    'box pob pobox postfach packstation postfiliale paketbox postbus postboks postbox postilokero apartado apdo casilla ' +
    'bp cs pmb pb skrytka postnummer schliessfach bag',
  house:
    'house hse villa plot bungalow cottage casa hno dno mz manzana lote qd quadra kavling kav parcel parcela bina ext',
  number: 'no nr num number numero nro n nummer numer hausnummer br cislo hnr ho sayi so',
  road:
    'street str rd road avenue ave drive dr boulevard blvd bd court ct crescent cres terrace terr parkway pkwy freeway ' +
    'expressway expy turnpike tpke pike circle cir close grove gardens gdns row mews trail trl trace loop alley aly byway ' +
    'causeway parade pde esplanade quay wharf crossing walk way st line marg path salai mawatha ' +
    'strasse weg gasse platz allee ring damm ufer chaussee straat laan plein gracht kade singel dijk steeg ' +
    'gade vej alle plads gata gatan vag vagen vegen veien vei gate torg torget katu tie kuja polku ' +
    'utca u ut utja ter tere korut setany koz rakpart fasor cadde caddesi cad sokak sokagi sok sk bulvari bulvar blv ' +
    'gatve prospektas iela tanav tn mnt pst ulitsa prospekt pereulok namesti nam nabrezi trg dori broadway ' +
    'kuc kuca rruga gaosu lane ln square sq hill',
  lead:
    'rue calle av avda avenida cl carrera cra kra carr paseo camino ronda travesia transversal diagonal ' +
    'pasaje psje jiron jr prolongacion calzada carretera ctra autopista circuito cerrada privada andador ruta malecon ' +
    'rua travessa trav alameda al praca largo estrada rodovia rod beco ladeira quai chemin impasse cours route ' +
    'passage sentier via viale vle piazza corso vicolo strada calea aleea sos soseaua bulevardul splaiul ul ulica aleje aleja ' +
    'jalan jl jln lorong lor gang gg soi thanon persiaran lebuh lebuhraya duong pho ngo ngach hem dai ' +
    'highway hwy interstate i sr cr us rn nh fm rte rt national motorway simpang section sec ' +
    'cross main gali galli shara sharia gil daero kilometer kilometre milestone exit junction',
  keep:
    'sector seksyen phase stage ward zone dist distrito quan phuong barangay brgy bgy rw moo mu cedex arrondissement ' +
    'kerulet ker pin pincode zip code cp cep mile postcode kod postal psc kec kel barrio bo colonia col purok urb urbanizacion ' +
    'etapa area region precinct parish division chome ' +
    'mahallesi mah mh terminal pier ga ro gu ku shi machi cho',
  city:
    'dublin kingston praha prague paris lyon marseille budapest wien vienna bratislava colombo taipei taiwan manama muscat ' +
    'thimphu reykjavik torshavn city county district village township',
  place:
    'towers apartments apts residency residences residence residencial heights mansion mansions condominium condominiums ' +
    'condos complex plaza centre center mall arcade chambers lodge enclave society chs palace estate manor hotel hostel ' +
    'residencia immeuble residenz nivas bhavan apartamentos edificios villas',
  level:
    'basement mezzanine penthouse rez-de-chaussee bajo bajos atico entresuelo entlo principal pral sotano rdc eg dg ' +
    'souterrain parterre parter hochparterre erdgeschoss dachgeschoss untergeschoss hinterhaus vorderhaus seitenflugel fszt foldszint terreo cave ' +
    'huis hs r/c rc g/f b/f m/f u/f l/f r/f p/f lg/f ug/f suterena prizemi zemin bodrum',
  side:
    'tv th mf izq izqda izqdo izquierda izda izdo dcha dcho derecha der esq esquerdo esquerda dir direito direita ' +
    'frente frt fte fondo fundos links rechts mitte gauche droite left right rear front frnt upper lower nalevo napravo',
  count: 'm km mts mtrs meter meters metres metros mt',
};
