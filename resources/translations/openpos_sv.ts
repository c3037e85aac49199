<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv_SE" sourcelanguage="en">
<context>
    <name>openpos</name>
    <message><source>1 event was exported.</source><translation>1 händelse exporterades.</translation></message>
    <message><source>1 needs a person.</source><translation>1 kräver åtgärd.</translation></message>
    <message><source>1 of them is in Spiris or goes there by itself.</source><translation>1 av dem finns i Spiris eller går dit av sig själv.</translation></message>
    <message><source>1 voucher was saved, {amount}.</source><translation>1 verifikation sparades, {amount}.</translation></message>
    <message><source>1 voucher, {amount}</source><translation>1 verifikation, {amount}</translation></message>
    <message><source>1 waits.</source><translation>1 väntar.</translation></message>
    <message><source>12 % can be the VAT of food or of a restaurant.</source><translation>12 % kan vara momsen på livsmedel eller restaurang.</translation></message>
    <message><source>12 can mean food or restaurant, 6 food or reduced; the other rates have one meaning only.</source><translation>12 kan betyda livsmedel eller restaurang, 6 livsmedel eller reducerad; övriga satser har bara en betydelse.</translation></message>
    <message><source>4 to 10 digits.</source><translation>4 till 10 siffror.</translation></message>
    <message><source>58 mm (POS-5890)</source><translation>58 mm (POS-5890)</translation></message>
    <message><source>58 mm, 32 letters</source><translation>58 mm, 32 tecken</translation></message>
    <message><source>6 % can be the VAT of food or of books, transport and culture.</source><translation>6 % kan vara momsen på livsmedel eller på böcker, resor och kultur.</translation></message>
    <message><source>80 mm, 42 letters</source><translation>80 mm, 42 tecken</translation></message>
    <message><source>80 mm, 48 letters</source><translation>80 mm, 48 tecken</translation></message>
    <message><source>A PIN has 4 to 10 digits.</source><translation>En PIN har 4 till 10 siffror.</translation></message>
    <message><source>A barcode can belong to one article only: correct one of them.</source><translation>En streckkod kan bara höra till en artikel: rätta en av dem.</translation></message>
    <message><source>A basket is parked as {name} already.</source><translation>Ett köp är redan parkerat som {name}.</translation></message>
    <message><source>A check digit is wrong: {said}</source><translation>En kontrollsiffra är fel: {said}</translation></message>
    <message><source>A closed shift can't be opened again. The Z report is printed and kept.</source><translation>Ett stängt skift kan inte öppnas igen. Z-rapporten skrivs ut och sparas.</translation></message>
    <message><source>A day at the register begins with a shift and ends with its Z report.</source><translation>En dag i kassan börjar med ett skift och slutar med dess Z-rapport.</translation></message>
    <message><source>A digit of “{code}” is wrong.</source><translation>En siffra i ”{code}” är fel.</translation></message>
    <message><source>A discount is at most 100 %.</source><translation>En rabatt är högst 100 %.</translation></message>
    <message><source>A discount is more than 0.</source><translation>En rabatt är mer än 0.</translation></message>
    <message><source>A discount is per cent or an amount, not both.</source><translation>En rabatt är i procent eller ett belopp, inte båda.</translation></message>
    <message><source>A fetch was interrupted; it goes on where it was.</source><translation>En hämtning avbröts; den fortsätter där den var.</translation></message>
    <message><source>A gift card can't be returned without its receipt.</source><translation>Ett presentkort kan inte lämnas tillbaka utan sitt kvitto.</translation></message>
    <message><source>A gift card is sold one at a time.</source><translation>Presentkort säljs ett i taget.</translation></message>
    <message><source>A gift card is worth more than 0.</source><translation>Ett presentkort är värt mer än 0.</translation></message>
    <message><source>A paper that waited is printed now.</source><translation>Ett papper som väntade är utskrivet nu.</translation></message>
    <message><source>A payment is more than zero.</source><translation>En betalning är mer än noll.</translation></message>
    <message><source>A payment is under way.</source><translation>En betalning pågår.</translation></message>
    <message><source>A payment reference number is not valid.</source><translation>Ett OCR-nummer är inte giltigt.</translation></message>
    <message><source>A personal number is not valid.</source><translation>Ett personnummer är inte giltigt.</translation></message>
    <message><source>A quantity of {text} can't be sold.</source><translation>Antalet {text} går inte att sälja.</translation></message>
    <message><source>A quantity of {text} is too large.</source><translation>Antalet {text} är för stort.</translation></message>
    <message><source>A quotation mark in this row is never closed.</source><translation>Ett citattecken på raden har inget slut.</translation></message>
    <message><source>A real company</source><translation>Ett riktigt företag</translation></message>
    <message><source>A receipt may be copied once.</source><translation>Ett kvitto får kopieras en gång.</translation></message>
    <message><source>A refund is more than zero.</source><translation>En återbetalning är mer än noll.</translation></message>
    <message><source>A sale is not finished.</source><translation>Ett köp är inte avslutat.</translation></message>
    <message><source>A sandbox company, to try things in</source><translation>Ett sandlådeföretag, att prova i</translation></message>
    <message><source>A shop's own method is a card, a voucher or something else.</source><translation>Butikens egna betalsätt är kort, värdecheck eller något annat.</translation></message>
    <message><source>A simulated control unit is for demo shops only.</source><translation>En simulerad kontrollenhet är bara för demobutiker.</translation></message>
    <message><source>A simulated control unit, to try things out with. Its codes mean nothing to the Tax Agency.</source><translation>En låtsad kontrollenhet att prova med. Dess koder betyder inget för Skatteverket.</translation></message>
    <message><source>A time like 23:30: a shift that nobody closed is closed then, uncounted.</source><translation>En tid som 23:30: ett skift som ingen stängt stängs då, oräknat.</translation></message>
    <message><source>A tip can be given with a card only.</source><translation>Dricks kan bara ges med kort.</translation></message>
    <message><source>A tip of {amount} can't be right.</source><translation>Dricks på {amount} kan inte stämma.</translation></message>
    <message><source>A voucher in the books is never changed. One that takes it back is sent, and then a new one on the accounts that are chosen now, both on the same day. This is what moves:</source><translation>En verifikation i bokföringen ändras aldrig. Först skickas en som tar tillbaka den och sedan en ny på de konton som är valda nu, båda på samma dag. Detta flyttas:</translation></message>
    <message><source>A window</source><translation>Ett fönster</translation></message>
    <message><source>Account</source><translation>Konto</translation></message>
    <message><source>Account {account} is blocked for vouchers in Spiris in {year}.</source><translation>Konto {account} är spärrat för verifikat i Spiris {year}.</translation></message>
    <message><source>Account {account} is not active in Spiris in {year}.</source><translation>Konto {account} är inte aktivt i Spiris {year}.</translation></message>
    <message><source>Account {account} is not in Spiris in {year}.</source><translation>Konto {account} finns inte i Spiris {year}.</translation></message>
    <message><source>Accounts in Spiris</source><translation>Konton i Spiris</translation></message>
    <message><source>Activate</source><translation>Aktivera</translation></message>
    <message><source>Activate Bookkeeping &amp; Invoicing on the Integrations page.</source><translation>Aktivera Bokföring &amp; Fakturering på sidan Integrationer.</translation></message>
    <message><source>Activate Spiris</source><translation>Aktivera Spiris</translation></message>
    <message><source>Activate it there; then press Send again.</source><translation>Aktivera den där och tryck sedan på Skicka igen.</translation></message>
    <message><source>Activate the customer in Spiris, or take another payment.</source><translation>Aktivera kunden i Spiris, eller ta betalt på annat sätt.</translation></message>
    <message><source>Activate them there or unblock them for manual booking, or choose others.</source><translation>Aktivera dem där eller häv spärren för manuell bokföring, eller välj andra.</translation></message>
    <message><source>Activated</source><translation>Aktiverat</translation></message>
    <message><source>Active since {day}.</source><translation>Aktiv sedan {day}.</translation></message>
    <message><source>Add --force to put the backup in its place; what is there is kept beside it.</source><translation>Lägg till --force för att sätta säkerhetskopian i dess ställe; det som finns där sparas bredvid.</translation></message>
    <message><source>Add an article with the code {code}?</source><translation>Lägga upp en artikel med koden {code}?</translation></message>
    <message><source>Add article</source><translation>Lägg upp artikel</translation></message>
    <message><source>Add articles</source><translation>Lägg upp artiklar</translation></message>
    <message><source>Add in Spiris</source><translation>Lägg till i Spiris</translation></message>
    <message><source>Add it in Spiris or give the cost centre its code there on the Cost centres page; then press Send again.</source><translation>Lägg till det i Spiris eller ge kostnadsstället koden därifrån på sidan Kostnadsställen. Tryck sedan på Skicka igen.</translation></message>
    <message><source>Add it in Spiris under Settings, Article account codings; then press Send again.</source><translation>Lägg till den i Spiris under Inställningar, Artikelkonteringar. Tryck sedan på Skicka igen.</translation></message>
    <message><source>Add one there; then press Send again.</source><translation>Lägg till en där och tryck sedan på Skicka igen.</translation></message>
    <message><source>Add the account to its sales category in Spiris, then press Send again.</source><translation>Lägg till kontot i artikelns kontering i Spiris och tryck sedan på Skicka igen.</translation></message>
    <message><source>Add the missing account in Spiris</source><translation>Lägg till kontot som saknas i Spiris</translation></message>
    <message><source>Add the {count} missing accounts in Spiris</source><translation>Lägg till de {count} konton som saknas i Spiris</translation></message>
    <message><source>Add them by hand or read them in from a file. Then they lie here on keys.</source><translation>Lägg upp dem för hand eller läs in dem från en fil. Sedan ligger de här på knappar.</translation></message>
    <message><source>Add them in Spiris, or choose others.</source><translation>Lägg till dem i Spiris eller välj andra.</translation></message>
    <message><source>Add them, or choose others.</source><translation>Lägg till dem eller välj andra.</translation></message>
    <message><source>Added in Spiris: {accounts}</source><translation>Tillagda i Spiris: {accounts}</translation></message>
    <message><source>Adding accounts in Spiris …</source><translation>Lägger till konton i Spiris …</translation></message>
    <message><source>Address</source><translation>Adress</translation></message>
    <message><source>Address of sale</source><translation>Försäljningsställets adress</translation></message>
    <message><source>Address of {name}</source><translation>Adress för {name}</translation></message>
    <message><source>Adjust</source><translation>Ändra</translation></message>
    <message><source>Age limit</source><translation>Åldersgräns</translation></message>
    <message><source>All</source><translation>Alla</translation></message>
    <message><source>All of receipt {number} came back.</source><translation>Allt på kvitto {number} har lämnats tillbaka.</translation></message>
    <message><source>All that was registered on these days, as the XML file that Skatteverket asks for. Selling goes on meanwhile, and you can leave this page.</source><translation>Allt som registrerades dessa dagar, som den XML-fil som Skatteverket frågar efter. Du kan sälja under tiden och lämna den här sidan.</translation></message>
    <message><source>Allow offline access for the client on Spiris' developer page, and connect again.</source><translation>Tillåt offlineåtkomst för klienten på Spiris utvecklarsida och anslut igen.</translation></message>
    <message><source>Amount</source><translation>Belopp</translation></message>
    <message><source>Amount given</source><translation>Mottaget belopp</translation></message>
    <message><source>Amount on the card</source><translation>Belopp på kortet</translation></message>
    <message><source>Amount to credit</source><translation>Belopp att kreditera</translation></message>
    <message><source>Amount to pay back</source><translation>Belopp att betala tillbaka</translation></message>
    <message><source>Amount with {method}</source><translation>Belopp med {method}</translation></message>
    <message><source>Amount: {amount}</source><translation>Belopp: {amount}</translation></message>
    <message><source>An X report shows the shift so far, as often as you like. A Z report closes the shift and is kept here.</source><translation>En X-rapport visar skiftet hittills, så ofta du vill. En Z-rapport stänger skiftet och sparas här.</translation></message>
    <message><source>An account is not in Spiris in this fiscal year: {said}</source><translation>Ett konto finns inte i Spiris detta räkenskapsår: {said}</translation></message>
    <message><source>An article can't be its own deposit.</source><translation>En artikel kan inte vara sin egen pant.</translation></message>
    <message><source>An article still needs an answer.</source><translation>En artikel väntar fortfarande på svar.</translation></message>
    <message><source>An exchange needs a return beside the sale.</source><translation>En kvittning kräver en retur bredvid köpet.</translation></message>
    <message><source>An invoice covers the whole sale.</source><translation>En faktura gäller hela köpet.</translation></message>
    <message><source>An invoice is of more than 0.</source><translation>En faktura är på mer än 0.</translation></message>
    <message><source>An older backup was put back. Is there a newer one? Then close the program and restore it before you sell. Else the next receipt is {next}: don't ring the missing sales up again, book them from their papers, and report the fault to Skatteverket.</source><translation>En äldre säkerhetskopia har återställts. Finns det en nyare? Stäng då programmet och återställ den innan du säljer. Annars blir nästa kvitto {next}: slå inte in de saknade köpen igen, bokför dem efter deras papper och anmäl felet till Skatteverket.</translation></message>
    <message><source>An older backup was put back. Their numbers go on after the control unit's last ones.</source><translation>En äldre säkerhetskopia har återställts. Deras nummer fortsätter efter kontrollenhetens sista.</translation></message>
    <message><source>Another company needs a register of its own, with its own numbers: change this only where it was written wrong, and tell the Tax Agency within two weeks.</source><translation>Ett annat företag behöver en egen kassa med egna nummer: ändra bara om det blev fel skrivet, och anmäl det till Skatteverket inom två veckor.</translation></message>
    <message><source>Another file</source><translation>En annan fil</translation></message>
    <message><source>Another make</source><translation>Annat märke</translation></message>
    <message><source>Another price for the line</source><translation>Ett annat pris på raden</translation></message>
    <message><source>Another price for {name}</source><translation>Ett annat pris för {name}</translation></message>
    <message><source>Another program holds the register's file {path}.</source><translation>Ett annat program använder kassans fil {path}.</translation></message>
    <message><source>Another program uses port {port}, where the answer from Spiris is to arrive.</source><translation>Ett annat program använder port {port}, dit svaret från Spiris ska komma.</translation></message>
    <message><source>Another program uses the USB printer.</source><translation>Ett annat program använder USB-skrivaren.</translation></message>
    <message><source>Another reason</source><translation>Annan orsak</translation></message>
    <message><source>Another sale is open.</source><translation>Ett annat köp är öppet.</translation></message>
    <message><source>Answer's address</source><translation>Svarets adress</translation></message>
    <message><source>Answer, or press Esc to leave it out.</source><translation>Svara, eller tryck Esc för att hoppa över den.</translation></message>
    <message><source>Approved</source><translation>Godkänt</translation></message>
    <message><source>Arrived</source><translation>Framme</translation></message>
    <message><source>Arrived {at}</source><translation>Kom fram {at}</translation></message>
    <message><source>Article</source><translation>Artikel</translation></message>
    <message><source>Article group</source><translation>Varugrupp</translation></message>
    <message><source>Article number</source><translation>Artikelnummer</translation></message>
    <message><source>Article put in sale: {about}</source><translation>Artikel i sortimentet: {about}</translation></message>
    <message><source>Article taken out of sale: {about}</source><translation>Artikel ur sortimentet: {about}</translation></message>
    <message><source>Article {about}</source><translation>Artikel {about}</translation></message>
    <message><source>Articles</source><translation>Artiklar</translation></message>
    <message><source>Articles read in from {about}</source><translation>Artiklar inlästa från {about}</translation></message>
    <message><source>As it is registered.</source><translation>Så som det är registrerat.</translation></message>
    <message><source>As it stands on keys, receipts and reports; the program's own name where it is empty.</source><translation>Som det står på knappar, kvitton och rapporter; programmets eget namn om det är tomt.</translation></message>
    <message><source>As it was</source><translation>Som förut</translation></message>
    <message><source>Ask for identification where you are not certain.</source><translation>Be om legitimation om du är osäker.</translation></message>
    <message><source>Ask for it at each sale</source><translation>Fråga om det vid varje försäljning</translation></message>
    <message><source>Ask for the articles as a CSV file.</source><translation>Be om artiklarna som en CSV-fil.</translation></message>
    <message><source>Ask its supplier for a larger one.</source><translation>Be leverantören om en större.</translation></message>
    <message><source>Ask its supplier for one that speaks protocol 2 or later.</source><translation>Be leverantören om ett som talar protokoll 2 eller senare.</translation></message>
    <message><source>Ask somebody else.</source><translation>Fråga någon annan.</translation></message>
    <message><source>Ask somebody who may to enter their PIN.</source><translation>Be någon som får att slå sin PIN.</translation></message>
    <message><source>Ask the control unit</source><translation>Fråga kontrollenheten</translation></message>
    <message><source>Ask the control unit's supplier to enter the register's designation in it.</source><translation>Be kontrollenhetens leverantör att lägga in kassans beteckning i den.</translation></message>
    <message><source>Ask the customer whether it came; send it again if not.</source><translation>Fråga kunden om det kom; skicka det igen om inte.</translation></message>
    <message><source>Asked for</source><translation>Beställd</translation></message>
    <message><source>Asking Spiris about the company …</source><translation>Frågar Spiris om företaget …</translation></message>
    <message><source>Asking Spiris …</source><translation>Frågar Spiris …</translation></message>
    <message><source>Asking …</source><translation>Frågar …</translation></message>
    <message><source>Attach the Z report</source><translation>Bifoga Z-rapporten</translation></message>
    <message><source>Back</source><translation>Tillbaka</translation></message>
    <message><source>Back by card</source><translation>Tillbaka på kort</translation></message>
    <message><source>Back in cash</source><translation>Tillbaka kontant</translation></message>
    <message><source>Back to the Z reports</source><translation>Tillbaka till Z-rapporterna</translation></message>
    <message><source>Back to the articles</source><translation>Till artiklarna</translation></message>
    <message><source>Back to the reports</source><translation>Tillbaka till rapporterna</translation></message>
    <message><source>Back with {method}</source><translation>Tillbaka med {method}</translation></message>
    <message><source>Barcode</source><translation>Streckkod</translation></message>
    <message><source>Barcodes</source><translation>Streckkoder</translation></message>
    <message><source>Begin a return first.</source><translation>Börja med en retur.</translation></message>
    <message><source>Begin it from the receipt that comes back.</source><translation>Börja från kvittot som lämnas tillbaka.</translation></message>
    <message><source>Billing address</source><translation>Fakturaadress</translation></message>
    <message><source>Bits a second, as on the printer's own test page.</source><translation>Bitar per sekund, som på skrivarens egen testsida.</translation></message>
    <message><source>Book</source><translation>Bokför</translation></message>
    <message><source>Book at once</source><translation>Bokför direkt</translation></message>
    <message><source>Book the draft</source><translation>Bokför utkastet</translation></message>
    <message><source>Booked</source><translation>Bokfört</translation></message>
    <message><source>Booked as it should be</source><translation>Bokfört som det ska</translation></message>
    <message><source>Booked in Spiris: {amount}</source><translation>Bokfört i Spiris: {amount}</translation></message>
    <message><source>Booked with a difference of {amount}</source><translation>Bokfört med en differens på {amount}</translation></message>
    <message><source>Bookkeeping</source><translation>Bokföring</translation></message>
    <message><source>Bookkeeping &amp; invoicing</source><translation>Bokföring &amp; fakturering</translation></message>
    <message><source>Bookkeeping is not in the Spiris package of {name}.</source><translation>Bokföring ingår inte i Spirispaketet för {name}.</translation></message>
    <message><source>Bookkeeping only</source><translation>Bara bokföring</translation></message>
    <message><source>Bookkeeping {first} to {last}</source><translation>Bokföring {first} till {last}</translation></message>
    <message><source>Books locked up to</source><translation>Bokföringen låst t.o.m.</translation></message>
    <message><source>Books, transport, culture</source><translation>Böcker, resor, kultur</translation></message>
    <message><source>Bring the file back, or restore the newest backup with “openpos restore”.</source><translation>Lägg tillbaka filen, eller återställ den senaste säkerhetskopian med ”openpos restore”.</translation></message>
    <message><source>By the piece, it then lies on the department keys.</source><translation>Styckevis ligger den då på varugruppsknapparna.</translation></message>
    <message><source>CSV files (*.csv *.txt *.tsv);;All files (*)</source><translation>CSV-filer (*.csv *.txt *.tsv);;Alla filer (*)</translation></message>
    <message><source>Call the control unit's supplier within the next days.</source><translation>Ring kontrollenhetens leverantör inom några dagar.</translation></message>
    <message><source>Call the control unit's supplier. Nothing can be sold or copied until it is emptied.</source><translation>Ring kontrollenhetens leverantör. Inget kan säljas eller kopieras förrän minnet är tömt.</translation></message>
    <message><source>Call the supplier.</source><translation>Ring leverantören.</translation></message>
    <message><source>Cancel</source><translation>Avbryt</translation></message>
    <message><source>Capitals</source><translation>Versaler</translation></message>
    <message><source>Card</source><translation>Kort</translation></message>
    <message><source>Cash</source><translation>Kontant</translation></message>
    <message><source>Cash difference</source><translation>Kassadifferens</translation></message>
    <message><source>Cash drawer</source><translation>Kassalåda</translation></message>
    <message><source>Cash in</source><translation>Insättning</translation></message>
    <message><source>Cash in the drawer</source><translation>Kontanter i lådan</translation></message>
    <message><source>Cash out</source><translation>Uttag</translation></message>
    <message><source>Cash put in</source><translation>Insatta kontanter</translation></message>
    <message><source>Cash taken out</source><translation>Uttagna kontanter</translation></message>
    <message><source>Cash to the bank</source><translation>Kontanter till banken</translation></message>
    <message><source>Cashier</source><translation>Kassör</translation></message>
    <message><source>Change</source><translation>Växel</translation></message>
    <message><source>Change a price in the sale</source><translation>Ändra pris i köpet</translation></message>
    <message><source>Change accounts</source><translation>Ändra konton</translation></message>
    <message><source>Change articles and prices</source><translation>Ändra artiklar och priser</translation></message>
    <message><source>Change it if the drawer does not open.</source><translation>Ändra om lådan inte öppnas.</translation></message>
    <message><source>Change of float</source><translation>Ändra växelkassa</translation></message>
    <message><source>Change or remove the article itself.</source><translation>Ändra eller ta bort själva artikeln.</translation></message>
    <message><source>Change settings</source><translation>Ändra inställningar</translation></message>
    <message><source>Change staff and roles</source><translation>Ändra personal och roller</translation></message>
    <message><source>Change the accounts on the Integrations page first, then put it right here.</source><translation>Ändra kontona på sidan Integrationer först, och rätta sedan här.</translation></message>
    <message><source>Change the articles' VAT.</source><translation>Ändra artiklarnas moms.</translation></message>
    <message><source>Change the customer</source><translation>Ändra kunden</translation></message>
    <message><source>Change the file's rights, or copy it.</source><translation>Ändra filens rättigheter eller kopiera den.</translation></message>
    <message><source>Change the package in Spiris, or ask the accounting office for another collaboration.</source><translation>Byt paket i Spiris, eller be redovisningsbyrån om en annan samarbetsform.</translation></message>
    <message><source>Change the package in Spiris, or connect for bookkeeping only.</source><translation>Byt paket i Spiris, eller anslut enbart för bokföring.</translation></message>
    <message><source>Change the rounding in Spiris until this one is sent: press Send again. The next papers are rounded as Spiris rounds.</source><translation>Ändra avrundningen i Spiris tills denna är skickad: tryck på Skicka igen. Kommande kvitton avrundas som Spiris avrundar.</translation></message>
    <message><source>Change was given on something else than cash.</source><translation>Växel gavs på något annat än kontanter.</translation></message>
    <message><source>Changed</source><translation>Ändrade</translation></message>
    <message><source>Changed there: {fields}. What you wrote yourself stands in its fields.</source><translation>Ändrat där: {fields}. Det du själv har skrivit står kvar i sina fält.</translation></message>
    <message><source>Changes of price</source><translation>Prisändringar</translation></message>
    <message><source>Check again</source><translation>Kontrollera igen</translation></message>
    <message><source>Check encryption and port on the Settings page.</source><translation>Kontrollera kryptering och port på sidan Inställningar.</translation></message>
    <message><source>Check its cable and try again: what was begun is kept.</source><translation>Kontrollera kabeln och försök igen: det som var påbörjat finns kvar.</translation></message>
    <message><source>Check its name on the Settings page; ask whoever runs it about its certificate.</source><translation>Kontrollera namnet på sidan Inställningar; fråga den som sköter servern om dess certifikat.</translation></message>
    <message><source>Check its power and its cable, then try again.</source><translation>Kontrollera strömmen och kabeln och försök sedan igen.</translation></message>
    <message><source>Check price and quantity.</source><translation>Kontrollera pris och antal.</translation></message>
    <message><source>Check that it has room and is sound, then start again.</source><translation>Kontrollera att den har plats och är hel och starta sedan igen.</translation></message>
    <message><source>Check that it is switched on and connected to the network, then print again.</source><translation>Kontrollera att den är på och ansluten till nätverket och skriv sedan ut igen.</translation></message>
    <message><source>Check that it is switched on and its cable is in, then print again.</source><translation>Kontrollera att den är på och att kabeln sitter i och skriv ut igen.</translation></message>
    <message><source>Check that its folder is there and may be written to, then print again.</source><translation>Kontrollera att mappen finns och får skrivas i och skriv ut igen.</translation></message>
    <message><source>Check that the right column has the heading of the groups.</source><translation>Kontrollera att rätt kolumn har rubriken för varugrupp.</translation></message>
    <message><source>Check the address and send it again, or print it.</source><translation>Kontrollera adressen och skicka igen, eller skriv ut det.</translation></message>
    <message><source>Check the cable and the port's name, and that no other program uses it, then print again.</source><translation>Kontrollera kabeln och portens namn och att inget annat program använder den och skriv ut igen.</translation></message>
    <message><source>Check the cable and the port's name, and that no other program uses it, then try again.</source><translation>Kontrollera kabeln och portens namn, och att inget annat program använder den, och försök igen.</translation></message>
    <message><source>Check the customer's age.</source><translation>Kontrollera kundens ålder.</translation></message>
    <message><source>Checked</source><translation>Kontrollerat</translation></message>
    <message><source>Checking the PIN …</source><translation>Kontrollerar PIN …</translation></message>
    <message><source>Checkout</source><translation>Kassa</translation></message>
    <message><source>Choose</source><translation>Välj</translation></message>
    <message><source>Choose a CSV file.</source><translation>Välj en CSV-fil.</translation></message>
    <message><source>Choose a PNG or JPEG file.</source><translation>Välj en PNG- eller JPEG-fil.</translation></message>
    <message><source>Choose a bookkeeping method for the fiscal year in Spiris, then try again.</source><translation>Välj bokföringsmetod för räkenskapsåret i Spiris och försök igen.</translation></message>
    <message><source>Choose a day in a year that is there, or create the year in Spiris.</source><translation>Välj en dag i ett år som finns, eller skapa året i Spiris.</translation></message>
    <message><source>Choose a file</source><translation>Välj en fil</translation></message>
    <message><source>Choose a file.</source><translation>Välj en fil.</translation></message>
    <message><source>Choose a later day, or open them in Spiris.</source><translation>Välj en senare dag, eller lås upp den i Spiris.</translation></message>
    <message><source>Choose a later day.</source><translation>Välj en senare dag.</translation></message>
    <message><source>Choose a line</source><translation>Välj rad</translation></message>
    <message><source>Choose a line and a quantity.</source><translation>Välj en rad och ett antal.</translation></message>
    <message><source>Choose a picture</source><translation>Välj bild</translation></message>
    <message><source>Choose a place with room for it, where this user may write.</source><translation>Välj en plats med utrymme där den här användaren får skriva.</translation></message>
    <message><source>Choose a real one on the Settings page, or confirm there that the shop is exempt.</source><translation>Välj en riktig på sidan Inställningar, eller bekräfta där att butiken är undantagen.</translation></message>
    <message><source>Choose a report from the list.</source><translation>Välj en rapport i listan.</translation></message>
    <message><source>Choose an article</source><translation>Välja en artikel</translation></message>
    <message><source>Choose another PIN.</source><translation>Välj en annan PIN.</translation></message>
    <message><source>Choose another account on the Integrations page, or add it in Spiris; then press Send again.</source><translation>Välj ett annat konto på sidan Integrationer, eller lägg till det i Spiris; tryck sedan på Skicka igen.</translation></message>
    <message><source>Choose another encryption on the Settings page, or a server that asks for no password.</source><translation>Välj en annan kryptering på sidan Inställningar, eller en server som inte kräver lösenord.</translation></message>
    <message><source>Choose another file.</source><translation>Välj en annan fil.</translation></message>
    <message><source>Choose another folder, or free some space, and save it again.</source><translation>Välj en annan mapp eller frigör utrymme och spara igen.</translation></message>
    <message><source>Choose another kind of printer on the Settings page.</source><translation>Välj en annan sorts skrivare på sidan Inställningar.</translation></message>
    <message><source>Choose another line.</source><translation>Välj en annan rad.</translation></message>
    <message><source>Choose another name.</source><translation>Välj ett annat namn.</translation></message>
    <message><source>Choose another number.</source><translation>Välj ett annat nummer.</translation></message>
    <message><source>Choose another on the Settings page.</source><translation>Välj en annan på sidan Inställningar.</translation></message>
    <message><source>Choose another place with room for it.</source><translation>Välj en annan plats där den får rum.</translation></message>
    <message><source>Choose another place.</source><translation>Välj en annan plats.</translation></message>
    <message><source>Choose another port or directory, and look whether the plan is there.</source><translation>Välj en annan port eller katalog, och se efter att planen finns.</translation></message>
    <message><source>Choose another with --data.</source><translation>Välj en annan med --data.</translation></message>
    <message><source>Choose another.</source><translation>Välj ett annat.</translation></message>
    <message><source>Choose from which day sales are exported.</source><translation>Välj från vilken dag försäljningen ska exporteras.</translation></message>
    <message><source>Choose one above.</source><translation>Välj en här ovanför.</translation></message>
    <message><source>Choose one from the list.</source><translation>Välj en i listan.</translation></message>
    <message><source>Choose one of at most {limit} megabytes.</source><translation>Välj en på högst {limit} megabyte.</translation></message>
    <message><source>Choose one of the staff.</source><translation>Välj någon av personalen.</translation></message>
    <message><source>Choose one of these kinds.</source><translation>Välj något av dessa slag.</translation></message>
    <message><source>Choose one of those there are.</source><translation>Välj en av dem som finns.</translation></message>
    <message><source>Choose one on the Settings page, or confirm there that the shop is exempt.</source><translation>Välj en på sidan Inställningar, eller bekräfta där att butiken är undantagen.</translation></message>
    <message><source>Choose one on the Settings page.</source><translation>Välj en på sidan Inställningar.</translation></message>
    <message><source>Choose one, or write the name of a new one.</source><translation>Välj en, eller skriv namnet på en ny.</translation></message>
    <message><source>Choose one.</source><translation>Välj en.</translation></message>
    <message><source>Choose other days.</source><translation>Välj andra dagar.</translation></message>
    <message><source>Choose the customer first.</source><translation>Välj kund först.</translation></message>
    <message><source>Choose which VAT the article has.</source><translation>Välj vilken moms artikeln har.</translation></message>
    <message><source>City</source><translation>Ort</translation></message>
    <message><source>CleanCash</source><translation>CleanCash</translation></message>
    <message><source>CleanCash Type A, on a serial port or with a USB cable that makes one.</source><translation>CleanCash typ A, på en serieport eller med en USB-kabel som ger en sådan.</translation></message>
    <message><source>Clear</source><translation>Rensa</translation></message>
    <message><source>Clear all {count} lines?</source><translation>Rensa alla {count} rader?</translation></message>
    <message><source>Clear the return and begin it anew.</source><translation>Rensa returen och börja om.</translation></message>
    <message><source>Clear the sale, or take payment for it.</source><translation>Rensa köpet eller ta betalt för det.</translation></message>
    <message><source>Client id</source><translation>Klient-id</translation></message>
    <message><source>Client secret</source><translation>Klienthemlighet</translation></message>
    <message><source>Close</source><translation>Stäng</translation></message>
    <message><source>Close it again: reports count how often it was opened.</source><translation>Stäng den igen: rapporterna räknar hur ofta den öppnas.</translation></message>
    <message><source>Close it with a Z report first.</source><translation>Stäng det först med en Z-rapport.</translation></message>
    <message><source>Close it, or choose another port in the settings and on Spiris' developer page.</source><translation>Stäng det, eller välj en annan port i inställningarna och på Spiris utvecklarsida.</translation></message>
    <message><source>Close it.</source><translation>Stäng den.</translation></message>
    <message><source>Close that program, then print again.</source><translation>Stäng det programmet och skriv ut igen.</translation></message>
    <message><source>Close the day</source><translation>Stänga dagen</translation></message>
    <message><source>Close the day at</source><translation>Stäng dagen klockan</translation></message>
    <message><source>Close the other program and try again.</source><translation>Stäng det andra programmet och försök igen.</translation></message>
    <message><source>Close the program</source><translation>Stäng programmet</translation></message>
    <message><source>Close the program and start it again: it then goes on after the control unit's last number.</source><translation>Stäng programmet och starta det igen: då fortsätter det efter kontrollenhetens sista nummer.</translation></message>
    <message><source>Close the shift</source><translation>Stäng skiftet</translation></message>
    <message><source>Close the shift and make the Z report?</source><translation>Stänga skiftet och göra Z-rapporten?</translation></message>
    <message><source>Close the shift first, then change them.</source><translation>Stäng skiftet först och ändra dem sedan.</translation></message>
    <message><source>Close the shift; call it by at most 16 letters A to Z and digits, like K1: Settings, The shop's details.</source><translation>Stäng skiftet och kalla kassan något med högst 16 bokstäver A till Z och siffror, som K1: Inställningar, Butikens uppgifter.</translation></message>
    <message><source>Closed</source><translation>Stängd</translation></message>
    <message><source>Closed days are sent by themselves.</source><translation>Stängda dagar skickas av sig själva.</translation></message>
    <message><source>Code</source><translation>Kod</translation></message>
    <message><source>Code page</source><translation>Teckentabell</translation></message>
    <message><source>Colours</source><translation>Färger</translation></message>
    <message><source>Columns</source><translation>Kolumner</translation></message>
    <message><source>Comes back</source><translation>Retur</translation></message>
    <message><source>Comment</source><translation>Kommentar</translation></message>
    <message><source>Company</source><translation>Företag</translation></message>
    <message><source>Company name</source><translation>Företagets namn</translation></message>
    <message><source>Company or organisation</source><translation>Företag eller organisation</translation></message>
    <message><source>Compare client id, redirect address and rights with Spiris' developer page.</source><translation>Jämför klient-id, returadress och rättigheter med Spiris utvecklarsida.</translation></message>
    <message><source>Compare it with the gift card, or scan the card.</source><translation>Jämför med presentkortet eller skanna kortet.</translation></message>
    <message><source>Compare the article with the receipt.</source><translation>Jämför artikeln med kvittot.</translation></message>
    <message><source>Completing the sale …</source><translation>Slutför köpet …</translation></message>
    <message><source>Connect Spiris again</source><translation>Anslut Spiris igen</translation></message>
    <message><source>Connect again</source><translation>Anslut igen</translation></message>
    <message><source>Connect again and choose the right company. What waits to be sent is not sent to another.</source><translation>Anslut igen och välj rätt företag. Det som väntar skickas inte till något annat.</translation></message>
    <message><source>Connect again and choose {expected}. What waits to be sent is not sent to another company.</source><translation>Anslut igen och välj {expected}. Det som väntar skickas inte till ett annat företag.</translation></message>
    <message><source>Connect again on the Integrations page; what waits is sent then.</source><translation>Anslut igen på sidan Integrationer; det som väntar skickas då.</translation></message>
    <message><source>Connect and mend the bookkeeping</source><translation>Koppla och rätta bokföringen</translation></message>
    <message><source>Connect it on the Integrations page.</source><translation>Anslut den på sidan Integrationer.</translation></message>
    <message><source>Connect the shop on the Integrations page first.</source><translation>Anslut butiken på sidan Integrationer först.</translation></message>
    <message><source>Connect the shop: closed days become vouchers, and customers can pay by invoice.</source><translation>Anslut butiken: stängda dagar blir verifikationer, och kunder kan betala mot faktura.</translation></message>
    <message><source>Connect to Spiris again on the Integrations page.</source><translation>Anslut till Spiris igen på sidan Integrationer.</translation></message>
    <message><source>Connected by</source><translation>Ansluten av</translation></message>
    <message><source>Connecting: not finished yet.</source><translation>Ansluts: inte klart än.</translation></message>
    <message><source>Consent</source><translation>Samtycke</translation></message>
    <message><source>Continue</source><translation>Fortsätt</translation></message>
    <message><source>Control unit</source><translation>Kontrollenhet</translation></message>
    <message><source>Control unit: look</source><translation>Kontrollenhet: se över</translation></message>
    <message><source>Control unit: stopped</source><translation>Kontrollenhet: stopp</translation></message>
    <message><source>Copied {at} by {cashier}. A receipt may be copied once.</source><translation>Kopierat {at} av {cashier}. Ett kvitto får kopieras en gång.</translation></message>
    <message><source>Copied: {number}</source><translation>Kopierat: {number}</translation></message>
    <message><source>Copies or practice papers are in the control unit but not in this register.</source><translation>Kopior eller övningskvitton finns i kontrollenheten men inte i den här kassan.</translation></message>
    <message><source>Copy</source><translation>Kvittokopia</translation></message>
    <message><source>Copy article</source><translation>Kopiera artikeln</translation></message>
    <message><source>Copy both from Spiris' developer page.</source><translation>Kopiera båda från Spiris utvecklarsida.</translation></message>
    <message><source>Copy it to this computer and try again.</source><translation>Kopiera den till den här datorn och försök igen.</translation></message>
    <message><source>Copy number, open Spiris</source><translation>Kopiera numret, öppna Spiris</translation></message>
    <message><source>Copy of receipt {number}</source><translation>Kopia av kvitto {number}</translation></message>
    <message><source>Copy the address</source><translation>Kopiera adressen</translation></message>
    <message><source>Copy the whole address from the browser, or start again.</source><translation>Kopiera hela adressen från webbläsaren, eller börja om.</translation></message>
    <message><source>Correct a wrong method of payment</source><translation>Rätta ett felaktigt betalsätt</translation></message>
    <message><source>Correct the draft</source><translation>Rätta utkastet</translation></message>
    <message><source>Corrects how receipt {number} was paid</source><translation>Rättar hur kvitto {number} betalades</translation></message>
    <message><source>Cost centre: {about}</source><translation>Kostnadsställe: {about}</translation></message>
    <message><source>Cost centres</source><translation>Kostnadsställen</translation></message>
    <message><source>Count again</source><translation>Räkna om</translation></message>
    <message><source>Count everything in the drawer, the float too.</source><translation>Räkna allt i lådan, växelkassan också.</translation></message>
    <message><source>Count notes and coins</source><translation>Räkna sedlar och mynt</translation></message>
    <message><source>Count the drawer blind</source><translation>Räkna lådan blint</translation></message>
    <message><source>Counted</source><translation>Räknat</translation></message>
    <message><source>Create credit invoice {amount}</source><translation>Skapa kreditfaktura {amount}</translation></message>
    <message><source>Create invoice {amount}</source><translation>Skapa faktura {amount}</translation></message>
    <message><source>Create the year in Spiris in time, or nothing of it can be booked.</source><translation>Lägg upp året i Spiris i tid, annars kan inget av det bokföras.</translation></message>
    <message><source>Create the year in Spiris, or nothing of today can be booked.</source><translation>Skapa året i Spiris, annars går inget av i dag att bokföra.</translation></message>
    <message><source>Create the year in Spiris, then press Send again.</source><translation>Skapa året i Spiris och tryck sedan på Skicka igen.</translation></message>
    <message><source>Create the year in Spiris, then try again.</source><translation>Skapa året i Spiris och försök igen.</translation></message>
    <message><source>Credit for receipt {number}</source><translation>Kredit för kvitto {number}</translation></message>
    <message><source>Credit invoice {number} in Spiris.</source><translation>Kreditfaktura {number} i Spiris.</translation></message>
    <message><source>Credited</source><translation>Krediterat</translation></message>
    <message><source>Customer</source><translation>Kund</translation></message>
    <message><source>Customer display</source><translation>Kundskärm</translation></message>
    <message><source>Customer: name or number</source><translation>Kund: namn eller nummer</translation></message>
    <message><source>Customer: {name}</source><translation>Kund: {name}</translation></message>
    <message><source>Customers</source><translation>Kunder</translation></message>
    <message><source>Customers are created in Spiris.</source><translation>Kunder läggs upp i Spiris.</translation></message>
    <message><source>Customers are created, changed and removed in Spiris, and fetched from there.</source><translation>Kunder skapas, ändras och tas bort i Spiris och hämtas därifrån.</translation></message>
    <message><source>Customers are fetched: {count} of {all}.</source><translation>Kunder hämtas: {count} av {all}.</translation></message>
    <message><source>Cuts the paper</source><translation>Skär av papperet</translation></message>
    <message><source>Damaged</source><translation>Skadad</translation></message>
    <message><source>Dark</source><translation>Mörkt</translation></message>
    <message><source>Day</source><translation>Dag</translation></message>
    <message><source>Demo</source><translation>Demo</translation></message>
    <message><source>Demo: {pins}</source><translation>Demo: {pins}</translation></message>
    <message><source>Department</source><translation>Varugrupp</translation></message>
    <message><source>Deposit</source><translation>Pant</translation></message>
    <message><source>Deposit's article</source><translation>Pantartikel</translation></message>
    <message><source>Deposits and advances</source><translation>Depositioner och förskott</translation></message>
    <message><source>Deposits and gift cards are worth what stands on them.</source><translation>Pant och presentkort är värda vad som står på dem.</translation></message>
    <message><source>Difference</source><translation>Differens</translation></message>
    <message><source>Disconnect</source><translation>Koppla från</translation></message>
    <message><source>Disconnect from Spiris?</source><translation>Koppla från Spiris?</translation></message>
    <message><source>Disconnected.</source><translation>Frånkopplad.</translation></message>
    <message><source>Discount</source><translation>Rabatt</translation></message>
    <message><source>Discount in kronor</source><translation>Rabatt i kronor</translation></message>
    <message><source>Discount in per cent</source><translation>Rabatt i procent</translation></message>
    <message><source>Discount on the whole sale</source><translation>Rabatt på hela köpet</translation></message>
    <message><source>Discount on {name}</source><translation>Rabatt på {name}</translation></message>
    <message><source>Discount without asking, %</source><translation>Rabatt utan att fråga, %</translation></message>
    <message><source>Do not add</source><translation>Lägg inte till</translation></message>
    <message><source>Does</source><translation>Gör</translation></message>
    <message><source>Done</source><translation>Klart</translation></message>
    <message><source>Done counting</source><translation>Klar med räkningen</translation></message>
    <message><source>Drawer closed</source><translation>Lådan stängd</translation></message>
    <message><source>Drawer open</source><translation>Lådan öppen</translation></message>
    <message><source>Drawer opened</source><translation>Lådan öppnad</translation></message>
    <message><source>Drawer's pin</source><translation>Lådans stift</translation></message>
    <message><source>Drawer's pulse</source><translation>Lådans puls</translation></message>
    <message><source>Drop it</source><translation>Släng det</translation></message>
    <message><source>Due {day}</source><translation>Förfaller {day}</translation></message>
    <message><source>E-mail</source><translation>E-post</translation></message>
    <message><source>E-mail address</source><translation>E-postadress</translation></message>
    <message><source>E-mail receipt {number}</source><translation>Skicka kvitto {number}</translation></message>
    <message><source>E-mailed to {address}.</source><translation>Skickat till {address}.</translation></message>
    <message><source>Each closed shift and each sale by invoice goes to Spiris by itself, with the net or when it is back.</source><translation>Varje stängt skift och varje köp mot faktura skickas till Spiris av sig självt, när nätet finns.</translation></message>
    <message><source>Each stays a draft in Spiris until a person there books it; Spiris e-mails no drafts.</source><translation>Var och en blir kvar som utkast i Spiris tills någon bokför den där. Spiris mejlar inga utkast.</translation></message>
    <message><source>Eat here</source><translation>Äta här</translation></message>
    <message><source>Eat here or take away</source><translation>Äta här eller ta med</translation></message>
    <message><source>Eat here or to go</source><translation>Äta här/ta med</translation></message>
    <message><source>Empty where the server asks for none.</source><translation>Tomt där servern inte kräver något.</translation></message>
    <message><source>Encryption</source><translation>Kryptering</translation></message>
    <message><source>Enlarge them on a small screen with many dots.</source><translation>Gör dem större på en liten skärm med många punkter.</translation></message>
    <message><source>Enter</source><translation>Enter</translation></message>
    <message><source>Enter a smaller amount, or count again.</source><translation>Ange ett mindre belopp eller räkna igen.</translation></message>
    <message><source>Enter a smaller amount.</source><translation>Skriv ett mindre belopp.</translation></message>
    <message><source>Enter a smaller discount.</source><translation>Skriv en mindre rabatt.</translation></message>
    <message><source>Enter a smaller one.</source><translation>Skriv en mindre.</translation></message>
    <message><source>Enter a smaller quantity.</source><translation>Skriv ett mindre antal.</translation></message>
    <message><source>Enter a whole number.</source><translation>Ange ett heltal.</translation></message>
    <message><source>Enter a whole number. Where it is weighed, its unit is changed on the page Articles.</source><translation>Ange ett heltal. Om varan vägs ändras enheten på sidan Artiklar.</translation></message>
    <message><source>Enter an amount above 0.</source><translation>Skriv ett belopp över 0.</translation></message>
    <message><source>Enter another client id and secret</source><translation>Ange ett annat klient-id och en annan hemlighet</translation></message>
    <message><source>Enter at most what is left.</source><translation>Skriv högst det som är kvar.</translation></message>
    <message><source>Enter how much is in the drawer; 0 if it is empty.</source><translation>Skriv hur mycket som finns i lådan; 0 om den är tom.</translation></message>
    <message><source>Enter how much to take off.</source><translation>Skriv hur mycket som dras av.</translation></message>
    <message><source>Enter how much, in whole kronor.</source><translation>Skriv hur mycket, i hela kronor.</translation></message>
    <message><source>Enter its name and address first.</source><translation>Ange dess namn och adress först.</translation></message>
    <message><source>Enter the amount the customer gave.</source><translation>Ange beloppet som kunden gav.</translation></message>
    <message><source>Enter the amount the customer gets back.</source><translation>Skriv beloppet som kunden får tillbaka.</translation></message>
    <message><source>Enter the amount the customer pays.</source><translation>Ange beloppet som kunden betalar.</translation></message>
    <message><source>Enter the client id and secret for real companies, or choose a sandbox company.</source><translation>Ange klient-id och hemlighet för riktiga företag, eller välj ett sandlådeföretag.</translation></message>
    <message><source>Enter the client id and secret from Spiris' developer page again.</source><translation>Ange klient-id och hemlighet från Spiris utvecklarsida igen.</translation></message>
    <message><source>Enter the sum</source><translation>Skriv summan</translation></message>
    <message><source>Enter what it costs.</source><translation>Ange vad den kostar.</translation></message>
    <message><source>Enter what the customer pays for it.</source><translation>Ange vad kunden betalar för det.</translation></message>
    <message><source>Enter what the terminal says, the tip included.</source><translation>Skriv det som står på terminalen, dricksen inräknad.</translation></message>
    <message><source>Enter whole kronor, 0 or more.</source><translation>Ange hela kronor, 0 eller mer.</translation></message>
    <message><source>Enter whole kronor.</source><translation>Ange hela kronor.</translation></message>
    <message><source>Enter {amount} on the card terminal</source><translation>Slå in {amount} på kortterminalen</translation></message>
    <message><source>Epson TM</source><translation>Epson TM</translation></message>
    <message><source>Erase</source><translation>Sudda</translation></message>
    <message><source>Esc or a touch closes this.</source><translation>Esc eller en tryckning stänger.</translation></message>
    <message><source>Every Swedish bookkeeping program reads it: the way into the books if Spiris is gone for long. Sales by invoice are not in it.</source><translation>Alla svenska bokföringsprogram läser den: vägen in i bokföringen om Spiris är borta länge. Försäljning mot faktura är inte med.</translation></message>
    <message><source>Every change of settings, staff, methods and articles stands here.</source><translation>Här står varje ändring av inställningar, personal, betalsätt och artiklar.</translation></message>
    <message><source>Every sale shows here: to look at, to copy once, and to take something back from.</source><translation>Här syns varje köp: att titta på, att kopiera en gång och att göra en retur från.</translation></message>
    <message><source>Everything</source><translation>Alla rader</translation></message>
    <message><source>Everything has arrived.</source><translation>Allt har kommit fram.</translation></message>
    <message><source>Everything that is needed is there.</source><translation>Allt som behövs finns.</translation></message>
    <message><source>Everywhere</source><translation>Överallt</translation></message>
    <message><source>Exchange</source><translation>Kvittning</translation></message>
    <message><source>Exchange it</source><translation>Byt</translation></message>
    <message><source>Exempt</source><translation>Undantagen</translation></message>
    <message><source>Expected in the drawer</source><translation>Beräknat i lådan</translation></message>
    <message><source>Expense</source><translation>Utlägg</translation></message>
    <message><source>Export journal …</source><translation>Exportera journal …</translation></message>
    <message><source>Export the journal</source><translation>Exportera journalminnet</translation></message>
    <message><source>Export the journal …</source><translation>Exportera journalminnet …</translation></message>
    <message><source>Export them from a spreadsheet or another register. The first row holds headings, like: streckkod; namn; varugrupp; pris; moms – or in English: barcode; name; group; price; vat. Nothing is changed before you have seen what the file would do. Importing a file again updates the articles.</source><translation>Exportera dem från ett kalkylprogram eller en annan kassa. Första raden har rubriker, till exempel: streckkod; namn; varugrupp; pris; moms – eller på engelska: barcode; name; group; price; vat. Inget ändras innan du har sett vad filen skulle göra. Läser du in en fil igen uppdateras artiklarna.</translation></message>
    <message><source>F8 shows and hides it.</source><translation>F8 visar och döljer det.</translation></message>
    <message><source>F9 saves it. Esc drops it.</source><translation>F9 sparar det. Esc slänger det.</translation></message>
    <message><source>F9 saves it. Esc once more leaves it.</source><translation>F9 sparar. Esc en gång till lämnar utan att spara.</translation></message>
    <message><source>Fetch</source><translation>Hämta</translation></message>
    <message><source>Fetch customers now</source><translation>Hämta kunder nu</translation></message>
    <message><source>Fetch it first.</source><translation>Hämta det först.</translation></message>
    <message><source>Fetch them from Spiris.</source><translation>Hämta dem från Spiris.</translation></message>
    <message><source>Fetched last {at}.</source><translation>Hämtade senast {at}.</translation></message>
    <message><source>File</source><translation>Fil</translation></message>
    <message><source>File or folder</source><translation>Fil eller mapp</translation></message>
    <message><source>Fill it in.</source><translation>Fyll i det.</translation></message>
    <message><source>Fill it in; an empty cell is written too.</source><translation>Fyll i den; även en tom cell skrivs ut.</translation></message>
    <message><source>Finish it first.</source><translation>Avsluta det först.</translation></message>
    <message><source>Finish it or clear it, then sell anew.</source><translation>Gör klart det eller rensa det och sälj sedan på nytt.</translation></message>
    <message><source>Finish it or clear it, then sell on a receipt of its own.</source><translation>Slutför den eller rensa den, och sälj sedan på ett eget kvitto.</translation></message>
    <message><source>Finish it or undo a payment.</source><translation>Avsluta köpet eller ångra en betalning.</translation></message>
    <message><source>Finish it, or undo its payments.</source><translation>Avsluta det, eller ångra dess betalningar.</translation></message>
    <message><source>Finish it, then scan again.</source><translation>Avsluta den och skanna sedan igen.</translation></message>
    <message><source>Finish or park the basket, then scan it again.</source><translation>Avsluta eller parkera korgen och läs av igen.</translation></message>
    <message><source>Finish what comes back first, then invoice the goods.</source><translation>Avsluta returen först och fakturera sedan varorna.</translation></message>
    <message><source>First day</source><translation>Första dag</translation></message>
    <message><source>First rows</source><translation>Första raderna</translation></message>
    <message><source>Float</source><translation>Växelkassa</translation></message>
    <message><source>Food</source><translation>Livsmedel</translation></message>
    <message><source>For a register that has no other keyboard.</source><translation>För en kassa som inte har något annat tangentbord.</translation></message>
    <message><source>For the next article</source><translation>Till nästa artikel</translation></message>
    <message><source>Format the column as text, enter the number again and save the file again.</source><translation>Formatera kolumnen som text, skriv in numret igen och spara om filen.</translation></message>
    <message><source>Found</source><translation>Hittade</translation></message>
    <message><source>Found for “{text}”</source><translation>Hittat för ”{text}”</translation></message>
    <message><source>Four to six digits.</source><translation>Fyra till sex siffror.</translation></message>
    <message><source>Free some space and try again.</source><translation>Frigör utrymme och försök igen.</translation></message>
    <message><source>Free some space and try again. Nothing that was printed is lost.</source><translation>Frigör utrymme och försök igen. Inget som skrivits ut har gått förlorat.</translation></message>
    <message><source>Free some space, or choose another place.</source><translation>Frigör utrymme eller välj en annan plats.</translation></message>
    <message><source>From what to what</source><translation>Från vad till vad</translation></message>
    <message><source>From which day should sales go to Spiris?</source><translation>Från vilken dag ska försäljningen gå till Spiris?</translation></message>
    <message><source>Gift card</source><translation>Presentkort</translation></message>
    <message><source>Gift card balance</source><translation>Presentkortssaldo</translation></message>
    <message><source>Gift card {code}</source><translation>Presentkort {code}</translation></message>
    <message><source>Gift card's balance</source><translation>Saldo på presentkort</translation></message>
    <message><source>Gift cards sold</source><translation>Sålda presentkort</translation></message>
    <message><source>Give a discount instead.</source><translation>Ge rabatt i stället.</translation></message>
    <message><source>Give another name.</source><translation>Ange ett annat namn.</translation></message>
    <message><source>Give discount</source><translation>Ge rabatt</translation></message>
    <message><source>Give it another name.</source><translation>Ge den ett annat namn.</translation></message>
    <message><source>Give it back by invoice: the customer gets a credit.</source><translation>Betala tillbaka med faktura: kunden får en kredit.</translation></message>
    <message><source>Give it back on the terminal too.</source><translation>Betala tillbaka det på terminalen också.</translation></message>
    <message><source>Give it the heading “moms” or “vat”.</source><translation>Ge den rubriken ”moms” eller ”vat”.</translation></message>
    <message><source>Give it the heading “namn” or “name”.</source><translation>Ge den rubriken ”namn” eller ”name”.</translation></message>
    <message><source>Give it the heading “pris” or “price”. Prices without VAT can't be imported.</source><translation>Ge den rubriken ”pris” eller ”price”. Priser utan moms kan inte importeras.</translation></message>
    <message><source>Give it, or press Esc to leave it out.</source><translation>Ge den, eller tryck Esc för att låta bli.</translation></message>
    <message><source>Give its article a price first.</source><translation>Ge dess artikel ett pris först.</translation></message>
    <message><source>Give more discount than the limit</source><translation>Ge mer rabatt än gränsen</translation></message>
    <message><source>Give one the heading “artikelnummer” or “streckkod”, “number” or “barcode”.</source><translation>Ge en av dem rubriken ”artikelnummer” eller ”streckkod”, ”number” eller ”barcode”.</translation></message>
    <message><source>Give somebody else that permission first.</source><translation>Ge någon annan den behörigheten först.</translation></message>
    <message><source>Give somebody the permission on the Staff page.</source><translation>Ge någon behörigheten på sidan Personal.</translation></message>
    <message><source>Give the article a name.</source><translation>Ge artikeln ett namn.</translation></message>
    <message><source>Give the article one of them.</source><translation>Ge artikeln något av dem.</translation></message>
    <message><source>Give the backup another name.</source><translation>Ge säkerhetskopian ett annat namn.</translation></message>
    <message><source>Give the demo a directory of its own with --data.</source><translation>Ge demon en egen katalog med --data.</translation></message>
    <message><source>Give the number of the sale.</source><translation>Ange köpets nummer.</translation></message>
    <message><source>Give the path of a backup.</source><translation>Ange sökvägen till en säkerhetskopia.</translation></message>
    <message><source>Give the path of a script.</source><translation>Ange sökvägen till ett skript.</translation></message>
    <message><source>Give the person the right in Spiris, or let somebody who has it connect.</source><translation>Ge personen behörigheten i Spiris, eller låt någon som har den ansluta.</translation></message>
    <message><source>Give the right directory with --data.</source><translation>Ange rätt katalog med --data.</translation></message>
    <message><source>Give the user the right to it, then print again.</source><translation>Ge användaren rätt till den och skriv ut igen.</translation></message>
    <message><source>Give them in {id} and {secret}, or start the command at a terminal and type them.</source><translation>Ange dem i {id} och {secret}, eller starta kommandot i en terminal och skriv in dem.</translation></message>
    <message><source>Give this user the right to write in its folder and try again.</source><translation>Ge den här användaren rätt att skriva i mappen och försök igen.</translation></message>
    <message><source>Gives change</source><translation>Ger växel</translation></message>
    <message><source>Go on</source><translation>Fortsätt</translation></message>
    <message><source>Go on if this is the right company.</source><translation>Gå vidare om det är rätt företag.</translation></message>
    <message><source>Goes to the printer now</source><translation>Skickas till skrivaren nu</translation></message>
    <message><source>Goods</source><translation>Vara</translation></message>
    <message><source>Goods or service</source><translation>Vara eller tjänst</translation></message>
    <message><source>Group</source><translation>Grupp</translation></message>
    <message><source>Handshake</source><translation>Handskakning</translation></message>
    <message><source>Has stopped working here</source><translation>Har slutat här</translation></message>
    <message><source>Has {amount} been paid with Swish?</source><translation>Är {amount} redan betalt med Swish?</translation></message>
    <message><source>Has {amount} been taken on the card terminal?</source><translation>Är {amount} redan draget på kortterminalen?</translation></message>
    <message><source>Have a new roll ready.</source><translation>Ha en ny rulle redo.</translation></message>
    <message><source>Have it e-mailed</source><translation>Låt e-posta den</translation></message>
    <message><source>Heading</source><translation>Rubrik</translation></message>
    <message><source>Held: nothing is sent before somebody mends something.</source><translation>Stoppad: inget skickas förrän någon har rättat något.</translation></message>
    <message><source>Here</source><translation>Här</translation></message>
    <message><source>Hide the keyboard</source><translation>Göm tangentbordet</translation></message>
    <message><source>Hide what is sent</source><translation>Dölj det som skickas</translation></message>
    <message><source>High contrast</source><translation>Hög kontrast</translation></message>
    <message><source>History</source><translation>Historik</translation></message>
    <message><source>History of settings</source><translation>Inställningarnas historik</translation></message>
    <message><source>Holds from the next document on.</source><translation>Gäller från och med nästa dokument.</translation></message>
    <message><source>How it is sent</source><translation>Hur det skickas</translation></message>
    <message><source>How many of the next article?</source><translation>Hur många av nästa artikel?</translation></message>
    <message><source>How many of {name}?</source><translation>Hur många {name}?</translation></message>
    <message><source>How many {kind}</source><translation>Antal {kind}</translation></message>
    <message><source>How many {unit} of {name}?</source><translation>Hur många {unit} {name}?</translation></message>
    <message><source>How much is on the gift card?</source><translation>Hur mycket ska presentkortet vara på?</translation></message>
    <message><source>How the printer says that it is full, as on its own test page.</source><translation>Hur skrivaren säger att den är full, som på dess egen testsida.</translation></message>
    <message><source>I confirm that this shop needs no control unit: the rules for cash registers do not apply to it, or the Swedish Tax Agency has decided so.</source><translation>Jag intygar att butiken inte behöver någon kontrollenhet: reglerna om kassaregister gäller inte för den, eller Skatteverket har beslutat om undantag.</translation></message>
    <message><source>If Spiris is right, leave the change out. If the register is, write its address in Spiris; then press Send again.</source><translation>Stämmer Spiris, så avstå från ändringen. Stämmer kassan, så skriv in dess adress i Spiris och tryck sedan på Skicka igen.</translation></message>
    <message><source>If it has, press Approved. If not, enter it there first.</source><translation>Tryck i så fall Godkänt. Slå annars in beloppet där först.</translation></message>
    <message><source>If it has, press Money seen. If not, the customer pays it now.</source><translation>Tryck i så fall Pengarna syns. Annars betalar kunden nu.</translation></message>
    <message><source>If it was deleted there by mistake, press Send again.</source><translation>Togs det bort av misstag, tryck på Skicka igen.</translation></message>
    <message><source>If the browser can't come back by itself: copy the whole address it ends at, paste it here and press Enter.</source><translation>Om webbläsaren inte hittar tillbaka själv: kopiera hela adressen den slutar på, klistra in den här och tryck på Enter.</translation></message>
    <message><source>Import articles</source><translation>Läs in artiklar</translation></message>
    <message><source>Import {count} article</source><translation>Läs in {count} artikel</translation></message>
    <message><source>Import {count} articles</source><translation>Läs in {count} artiklar</translation></message>
    <message><source>Importing articles</source><translation>Läser in artiklar</translation></message>
    <message><source>In Spiris</source><translation>I Spiris</translation></message>
    <message><source>In exchange for receipt {number}</source><translation>I byte mot kvitto {number}</translation></message>
    <message><source>In thousandths of a second; a stiff lock needs more.</source><translation>I tusendels sekunder; ett trögt lås behöver mer.</translation></message>
    <message><source>In years; empty for none.</source><translation>I år; tomt om ingen gräns finns.</translation></message>
    <message><source>Install libusb 1.0 (on Debian the package libusb-1.0-0), then try again.</source><translation>Installera libusb 1.0 (på Debian paketet libusb-1.0-0) och försök igen.</translation></message>
    <message><source>Install that version or a later one; this one leaves the file as it is.</source><translation>Installera den versionen eller en senare; den här lämnar filen orörd.</translation></message>
    <message><source>Integrations</source><translation>Integrationer</translation></message>
    <message><source>Invoice</source><translation>Faktura</translation></message>
    <message><source>Invoice for receipt {number}</source><translation>Faktura för kvitto {number}</translation></message>
    <message><source>Invoice is switched off.</source><translation>Faktura är avstängt.</translation></message>
    <message><source>Invoice to whom?</source><translation>Faktura till vem?</translation></message>
    <message><source>Invoice {number}</source><translation>Faktura {number}</translation></message>
    <message><source>Invoice {number} in Spiris.</source><translation>Faktura {number} i Spiris.</translation></message>
    <message><source>Invoiced</source><translation>Fakturerat</translation></message>
    <message><source>Invoiced to {name}, customer {number}.</source><translation>Fakturerat till {name}, kund {number}.</translation></message>
    <message><source>Invoices</source><translation>Fakturor</translation></message>
    <message><source>Invoices are left as drafts</source><translation>Fakturor lämnas som utkast</translation></message>
    <message><source>Invoices by e-mail</source><translation>Fakturor med e-post</translation></message>
    <message><source>Invoicing</source><translation>Fakturering</translation></message>
    <message><source>Invoicing in collaboration with an accounting office</source><translation>Fakturering i samarbete med en redovisningsbyrå</translation></message>
    <message><source>Invoicing is not in the Spiris package of {name}.</source><translation>Fakturering ingår inte i Spirispaketet för {name}.</translation></message>
    <message><source>Is being e-mailed to {address}.</source><translation>Skickas till {address}.</translation></message>
    <message><source>Is being saved as a file.</source><translation>Sparas som fil.</translation></message>
    <message><source>Is looked up</source><translation>Efterforskas</translation></message>
    <message><source>Is the customer old enough?</source><translation>Är kunden gammal nog?</translation></message>
    <message><source>It can be put back on the page Articles.</source><translation>Den kan tas in igen på sidan Artiklar.</translation></message>
    <message><source>It goes by itself as soon as it can.</source><translation>Den skickas av sig själv så snart det går.</translation></message>
    <message><source>It goes by itself as soon as the net is there.</source><translation>Det skickas av sig självt så snart nätet finns.</translation></message>
    <message><source>It goes on by itself.</source><translation>Det fortsätter av sig självt.</translation></message>
    <message><source>It goes on where it was the next time.</source><translation>Nästa gång fortsätter den där den var.</translation></message>
    <message><source>It has no price of its own: what it costs is entered when it is sold.</source><translation>Den har inget eget pris: vad den kostar skrivs in när den säljs.</translation></message>
    <message><source>It has {lines}.</source><translation>Det har {lines}.</translation></message>
    <message><source>It is allowed this once.</source><translation>Det tillåts bara den här gången.</translation></message>
    <message><source>It is being put right.</source><translation>Den rättas nu.</translation></message>
    <message><source>It is looked up and tried again. If it stays, look at Spiris' page about disturbances.</source><translation>Det slås upp och försöks igen. Om det består, se Spiris sida om driftstörningar.</translation></message>
    <message><source>It is looked up in Spiris before it is sent again; go on selling as usual.</source><translation>Det slås upp i Spiris innan det skickas igen; fortsätt sälja som vanligt.</translation></message>
    <message><source>It is not active in Spiris, or not there any more. Mend it in Spiris, then fetch the customers.</source><translation>Den är inte aktiv i Spiris, eller finns inte där längre. Rätta det i Spiris och hämta sedan kunderna.</translation></message>
    <message><source>It is on its way to the printer.</source><translation>Det är på väg till skrivaren.</translation></message>
    <message><source>It is tried again by itself; go on selling as usual.</source><translation>Det försöks igen av sig självt; fortsätt sälja som vanligt.</translation></message>
    <message><source>It is tried again. If it stays, look at the customer's numbers in Spiris.</source><translation>Det försöks igen. Om det består, se över kundens nummer i Spiris.</translation></message>
    <message><source>It needs to be approved in Spiris.</source><translation>Det behöver attesteras i Spiris.</translation></message>
    <message><source>It shows {now}, but the newest entry in the journal is {behind} later. Check the date and time of this computer.</source><translation>Den visar {now}, men journalens senaste rad är {behind} senare. Kontrollera datorns datum och tid.</translation></message>
    <message><source>It stands on the invoice, and the customer is changed in Spiris too.</source><translation>Den står på fakturan, och kunden ändras i Spiris också.</translation></message>
    <message><source>It waits for {reference}, which has to arrive first.</source><translation>Den väntar på {reference}, som måste komma fram först.</translation></message>
    <message><source>It was closed before the start date, or while the shop was not connected.</source><translation>Den gjordes före startdatumet eller medan butiken inte var ansluten.</translation></message>
    <message><source>It was not added to the sale.</source><translation>Den har inte lagts till i köpet.</translation></message>
    <message><source>It was not saved as a file.</source><translation>Det sparades inte som fil.</translation></message>
    <message><source>It works with the net on or off: what can't be sent now waits and is sent later, once. You can leave these steps at any time and go on where you were.</source><translation>Det fungerar med eller utan nät: det som inte kan skickas nu väntar och skickas senare, en gång. Du kan lämna stegen när som helst och fortsätta där du var.</translation></message>
    <message><source>Its number or barcode; empty where no deposit is sold along.</source><translation>Dess nummer eller streckkod; tomt om ingen pant följer med.</translation></message>
    <message><source>Its price can't be reduced.</source><translation>Priset kan inte sänkas.</translation></message>
    <message><source>Journal {first} to {last}</source><translation>Journalminne {first} till {last}</translation></message>
    <message><source>Keep a copy of it, then restore the newest backup with “openpos restore”.</source><translation>Spara en kopia av den och återställ sedan den senaste säkerhetskopian med ”openpos restore”.</translation></message>
    <message><source>Keep a copy of the register's folder as it is now, and call whoever looks after the register: “openpos check” says what is wrong. Sales can go on.</source><translation>Spara en kopia av kassans mapp som den är nu och ring den som sköter kassan: ”openpos check” säger vad som är fel. Försäljningen kan fortsätta.</translation></message>
    <message><source>Keep a copy of {path}, run “openpos check”, then restore the newest backup.</source><translation>Spara en kopia av {path}, kör ”openpos check” och återställ sedan den senaste säkerhetskopian.</translation></message>
    <message><source>Keep one line for each article, with all its barcodes in one cell: 7310865004703|7310865004710</source><translation>Behåll en rad per artikel, med alla dess streckkoder i samma cell: 7310865004703|7310865004710</translation></message>
    <message><source>Keep those in use.</source><translation>Behåll dem som används.</translation></message>
    <message><source>Kept in this computer's keyring, in no file of the register.</source><translation>Ligger i datorns nyckelring, i ingen av kassans filer.</translation></message>
    <message><source>Keyboard</source><translation>Tangentbord</translation></message>
    <message><source>Keyboard on the screen</source><translation>Tangentbord på skärmen</translation></message>
    <message><source>Keys at the</source><translation>Knappar för</translation></message>
    <message><source>Keys on this screen</source><translation>Tangenter på den här sidan</translation></message>
    <message><source>Kind</source><translation>Slag</translation></message>
    <message><source>Language</source><translation>Språk</translation></message>
    <message><source>Language and look</source><translation>Språk och utseende</translation></message>
    <message><source>Language of receipts</source><translation>Kvittonas språk</translation></message>
    <message><source>Last contact {at}.</source><translation>Senaste kontakt {at}.</translation></message>
    <message><source>Last day</source><translation>Sista dag</translation></message>
    <message><source>Leave as draft</source><translation>Lämna som utkast</translation></message>
    <message><source>Leave for now</source><translation>Lämna så länge</translation></message>
    <message><source>Leave it</source><translation>Lämna utan att spara</translation></message>
    <message><source>Leave it as it is</source><translation>Låt den vara</translation></message>
    <message><source>Leave it empty to keep the PIN, or write a new one of 4 to 10 digits.</source><translation>Lämna tomt för att behålla PIN, eller skriv en ny med 4 till 10 siffror.</translation></message>
    <message><source>Leave one of them out.</source><translation>Utelämna det ena.</translation></message>
    <message><source>Leave out</source><translation>Skicka inte</translation></message>
    <message><source>Leave practice mode first.</source><translation>Lämna övningsläget först.</translation></message>
    <message><source>Leave the tip out, or take the payment by card.</source><translation>Utelämna dricksen eller ta betalt med kort.</translation></message>
    <message><source>Left empty, it is the barcode or the next free number.</source><translation>Lämnas det tomt blir det streckkoden eller nästa lediga nummer.</translation></message>
    <message><source>Left hand</source><translation>Vänster hand</translation></message>
    <message><source>Left on the card</source><translation>Kvar på kortet</translation></message>
    <message><source>Left out</source><translation>Skickas inte</translation></message>
    <message><source>Let somebody who may also write connect.</source><translation>Låt någon som även får skriva ansluta.</translation></message>
    <message><source>Letters</source><translation>Bokstäver</translation></message>
    <message><source>Light</source><translation>Ljust</translation></message>
    <message><source>Like /dev/ttyUSB0 or COM3.</source><translation>Som /dev/ttyUSB0 eller COM3.</translation></message>
    <message><source>Like /dev/ttyUSB0 or COM3. It can be chosen on the Settings page later.</source><translation>Som /dev/ttyUSB0 eller COM3. Den kan också väljas senare, på sidan Inställningar.</translation></message>
    <message><source>Like 2026-12-01</source><translation>Som 2026-12-01</translation></message>
    <message><source>Like 2026-12-01.</source><translation>Som 2026-12-01.</translation></message>
    <message><source>Line</source><translation>Rad</translation></message>
    <message><source>Line {line} already has article {number}.</source><translation>Rad {line} har redan artikel {number}.</translation></message>
    <message><source>Line {number}</source><translation>Rad {number}</translation></message>
    <message><source>Lines</source><translation>Rader</translation></message>
    <message><source>Lines of the receipt</source><translation>Kvittots rader</translation></message>
    <message><source>Lock after minutes</source><translation>Lås efter minuter</translation></message>
    <message><source>Log in</source><translation>Logga in</translation></message>
    <message><source>Log in to Spiris and accept them.</source><translation>Logga in i Spiris och godkänn dem.</translation></message>
    <message><source>Log in to Spiris and finish it.</source><translation>Logga in i Spiris och slutför den.</translation></message>
    <message><source>Log out</source><translation>Logga ut</translation></message>
    <message><source>Logo</source><translation>Logotyp</translation></message>
    <message><source>Look again</source><translation>Leta igen</translation></message>
    <message><source>Look at both in Spiris and delete or reverse the one too many; then press Send again.</source><translation>Titta på båda i Spiris och ta bort eller vänd det som är ett för mycket. Tryck sedan på Skicka igen.</translation></message>
    <message><source>Look at it again before you import it.</source><translation>Titta på den igen innan du importerar den.</translation></message>
    <message><source>Look at it in Spiris, then press Send again.</source><translation>Se efter i Spiris och tryck sedan på Skicka igen.</translation></message>
    <message><source>Look at it in Spiris, then try again.</source><translation>Titta på det i Spiris och försök sedan igen.</translation></message>
    <message><source>Look at it in Spiris.</source><translation>Se efter i Spiris.</translation></message>
    <message><source>Look at the approval settings in Spiris, then press Send again.</source><translation>Se över attestinställningarna i Spiris och tryck sedan på Skicka igen.</translation></message>
    <message><source>Look at the clock of this computer, then press Send again.</source><translation>Kontrollera datorns klocka och tryck sedan på Skicka igen.</translation></message>
    <message><source>Look at the list again.</source><translation>Titta på listan igen.</translation></message>
    <message><source>Look at the net, then try again.</source><translation>Kontrollera nätet och försök sedan igen.</translation></message>
    <message><source>Look at the newest voucher of the Z report.</source><translation>Titta på Z-rapportens senaste verifikation.</translation></message>
    <message><source>Look at the number on the paper again.</source><translation>Titta på numret på papperet igen.</translation></message>
    <message><source>Look at the subscription in Spiris, then try again.</source><translation>Se över abonnemanget i Spiris och försök igen.</translation></message>
    <message><source>Look at the subscription in Spiris.</source><translation>Se över abonnemanget i Spiris.</translation></message>
    <message><source>Look at the vouchers in Spiris: somebody there may have to mend one.</source><translation>Titta på verifikationerna i Spiris: någon kan behöva rätta en där.</translation></message>
    <message><source>Look for it there, or take the goods back without a receipt.</source><translation>Leta upp det där, eller ta tillbaka varorna utan kvitto.</translation></message>
    <message><source>Look for it there; then press Send again.</source><translation>Leta efter den där och tryck sedan på Skicka igen.</translation></message>
    <message><source>Look for the receipt of the sale.</source><translation>Leta efter försäljningens kvitto.</translation></message>
    <message><source>Look for the receipt.</source><translation>Leta efter kvittot.</translation></message>
    <message><source>Look in Spiris, and send it from there if it was not sent.</source><translation>Titta i Spiris, och skicka den därifrån om den inte har skickats.</translation></message>
    <message><source>Look in the printer. It can't be printed again: of each receipt the law allows one copy.</source><translation>Se efter i skrivaren. Den kan inte skrivas ut igen: av varje kvitto tillåter lagen en kopia.</translation></message>
    <message><source>Look in your own Swish app or bank, and press Money seen when it is there.</source><translation>Titta i butikens egen Swish-app eller bank och tryck Pengarna syns när de har kommit.</translation></message>
    <message><source>Look through it, then save again.</source><translation>Se igenom den och spara sedan igen.</translation></message>
    <message><source>Look under Printers in Windows' settings for its name, then print again.</source><translation>Se efter vad den heter under Skrivare i Windows inställningar och skriv ut igen.</translation></message>
    <message><source>Look whether it came out. Check paper and cover before printing again.</source><translation>Se efter om den kom ut. Kontrollera papper och lucka innan du skriver ut igen.</translation></message>
    <message><source>Look whether the paper came; print it again if not.</source><translation>Se efter om papperet kom; skriv ut igen om inte.</translation></message>
    <message><source>Looking at the file</source><translation>Tittar igenom filen</translation></message>
    <message><source>Looking into the keyring …</source><translation>Tittar i nyckelringen …</translation></message>
    <message><source>Looking …</source><translation>Letar …</translation></message>
    <message><source>Lower the float</source><translation>Minska växelkassan</translation></message>
    <message><source>Mail server</source><translation>E-postserver</translation></message>
    <message><source>Make X reports</source><translation>Göra X-rapporter</translation></message>
    <message><source>Make a copy of it on the Receipts page.</source><translation>Gör en kopia av det på sidan Kvitton.</translation></message>
    <message><source>Make it shorter: there is room for {room}.</source><translation>Korta ned: det får plats {room}.</translation></message>
    <message><source>Make it smaller: 600 dots across are enough for any paper.</source><translation>Gör den mindre: 600 punkters bredd räcker till alla papper.</translation></message>
    <message><source>Make one with “openpos demo --prepare --data DIR”.</source><translation>Gör en med ”openpos demo --prepare --data DIR”.</translation></message>
    <message><source>Make the article, or open the one that it belongs to and write it there.</source><translation>Skapa artikeln, eller öppna den som den hör till och skriv in den där.</translation></message>
    <message><source>Maker and product, like 04b8:0e28; taken over from what was found.</source><translation>Tillverkare och produkt, som 04b8:0e28; fylls i av det som hittades.</translation></message>
    <message><source>Manager</source><translation>Butikschef</translation></message>
    <message><source>Manufacturing number</source><translation>Tillverkningsnummer</translation></message>
    <message><source>Many invoices need a row of an öre without VAT and would wait. Add a coding with 0 % in Spiris under Settings, Article account codings, or let Spiris round invoices to whole kronor.</source><translation>Många fakturor behöver en öresrad utan moms och skulle bli liggande. Lägg till en kontering med 0 % i Spiris under Inställningar, Artikelkonteringar, eller låt Spiris avrunda fakturor till hela kronor.</translation></message>
    <message><source>May do</source><translation>Får göra</translation></message>
    <message><source>Mend it in Spiris, or choose another account on the Integrations page.</source><translation>Rätta det i Spiris, eller välj ett annat konto på sidan Integrationer.</translation></message>
    <message><source>Mend it in Spiris, or choose another account on the Integrations page; then press Send again.</source><translation>Rätta det i Spiris eller välj ett annat konto på sidan Integrationer, och tryck sedan på Skicka igen.</translation></message>
    <message><source>Mend it in Spiris, then press Send again.</source><translation>Rätta det i Spiris och tryck sedan på Skicka igen.</translation></message>
    <message><source>Mend it in Spiris, then try again.</source><translation>Rätta det i Spiris och försök sedan igen.</translation></message>
    <message><source>Mend the file and start again.</source><translation>Rätta filen och starta igen.</translation></message>
    <message><source>Mend {path}.</source><translation>Rätta {path}.</translation></message>
    <message><source>Method</source><translation>Betalsätt</translation></message>
    <message><source>Method of payment: {about}</source><translation>Betalsätt: {about}</translation></message>
    <message><source>Methods of payment</source><translation>Betalsätt</translation></message>
    <message><source>Model</source><translation>Modell</translation></message>
    <message><source>Money seen</source><translation>Pengarna syns</translation></message>
    <message><source>More</source><translation>Fler</translation></message>
    <message><source>More groups</source><translation>Fler grupper</translation></message>
    <message><source>More than this needs a permission, or somebody's PIN.</source><translation>Mer än så kräver behörighet eller någons PIN.</translation></message>
    <message><source>More to do</source><translation>Mer att göra</translation></message>
    <message><source>More ways</source><translation>Fler sätt</translation></message>
    <message><source>More ways to pay</source><translation>Fler betalsätt</translation></message>
    <message><source>Most mail servers use 587.</source><translation>De flesta e-postservrar använder 587.</translation></message>
    <message><source>Most printers use 9100.</source><translation>De flesta skrivare har 9100.</translation></message>
    <message><source>Move among the article keys</source><translation>Flytta mellan artikelknapparna</translation></message>
    <message><source>Name</source><translation>Namn</translation></message>
    <message><source>Name a PEM file with a key and its certificate in the settings, or none.</source><translation>Ange en PEM-fil med en nyckel och dess certifikat i inställningarna, eller ingen alls.</translation></message>
    <message><source>Name in Windows</source><translation>Namn i Windows</translation></message>
    <message><source>Name in the file</source><translation>Namn i filen</translation></message>
    <message><source>Name one that did.</source><translation>Ange ett som gjorde det.</translation></message>
    <message><source>Name or day</source><translation>Namn eller dag</translation></message>
    <message><source>Name that is kept</source><translation>Namn som sparas</translation></message>
    <message><source>Name, number or barcode</source><translation>Namn, nummer eller streckkod</translation></message>
    <message><source>Name, organisation number or customer number</source><translation>Namn, organisationsnummer eller kundnummer</translation></message>
    <message><source>Names shortened</source><translation>Förkortade namn</translation></message>
    <message><source>Needs a person</source><translation>Kräver åtgärd</translation></message>
    <message><source>Network</source><translation>Nätverk</translation></message>
    <message><source>Never</source><translation>Aldrig</translation></message>
    <message><source>New</source><translation>Nya</translation></message>
    <message><source>New account …</source><translation>Nytt konto …</translation></message>
    <message><source>New article</source><translation>Ny artikel</translation></message>
    <message><source>New cost centre</source><translation>Nytt kostnadsställe</translation></message>
    <message><source>New groups: {groups}</source><translation>Nya grupper: {groups}</translation></message>
    <message><source>New method</source><translation>Nytt betalsätt</translation></message>
    <message><source>New person</source><translation>Ny person</translation></message>
    <message><source>New price</source><translation>Nytt pris</translation></message>
    <message><source>New role</source><translation>Ny roll</translation></message>
    <message><source>New terms wait to be accepted in Spiris.</source><translation>Nya avtalsvillkor väntar på godkännande i Spiris.</translation></message>
    <message><source>Next</source><translation>Nästa</translation></message>
    <message><source>Next group, previous group</source><translation>Nästa grupp, föregående grupp</translation></message>
    <message><source>Next page</source><translation>Nästa sida</translation></message>
    <message><source>Next sale</source><translation>Nästa köp</translation></message>
    <message><source>Next: {quantity} ×</source><translation>Nästa: {quantity} ×</translation></message>
    <message><source>No</source><translation>Nej</translation></message>
    <message><source>No USB printer is chosen.</source><translation>Ingen USB-skrivare är vald.</translation></message>
    <message><source>No Z reports yet</source><translation>Inga Z-rapporter ännu</translation></message>
    <message><source>No address</source><translation>Ingen adress</translation></message>
    <message><source>No amount was entered.</source><translation>Inget belopp är skrivet.</translation></message>
    <message><source>No article has the barcode {code}.</source><translation>Ingen artikel har streckkoden {code}.</translation></message>
    <message><source>No article has the code {code}.</source><translation>Ingen artikel har koden {code}.</translation></message>
    <message><source>No article is called “{text}”.</source><translation>Ingen artikel heter ”{text}”.</translation></message>
    <message><source>No articles yet</source><translation>Inga artiklar än</translation></message>
    <message><source>No browser could be opened. Open the address below in one on this computer.</source><translation>Ingen webbläsare kunde öppnas. Öppna adressen nedan i en webbläsare på den här datorn.</translation></message>
    <message><source>No column has article numbers or barcodes.</source><translation>Ingen kolumn har artikelnummer eller streckkoder.</translation></message>
    <message><source>No column has prices with VAT.</source><translation>Ingen kolumn har priser med moms.</translation></message>
    <message><source>No column has the articles' names.</source><translation>Ingen kolumn har artiklarnas namn.</translation></message>
    <message><source>No column says which VAT the articles have.</source><translation>Ingen kolumn säger vilken moms artiklarna har.</translation></message>
    <message><source>No control unit is chosen.</source><translation>Ingen kontrollenhet är vald.</translation></message>
    <message><source>No customer is found with “{text}”.</source><translation>Ingen kund hittas med ”{text}”.</translation></message>
    <message><source>No customers are here yet.</source><translation>Här finns inga kunder än.</translation></message>
    <message><source>No day between {first} and {last} was closed.</source><translation>Ingen dag mellan {first} och {last} är avslutad.</translation></message>
    <message><source>No file is chosen for the papers.</source><translation>Ingen fil är vald för utskrifterna.</translation></message>
    <message><source>No file was written.</source><translation>Ingen fil skrevs.</translation></message>
    <message><source>No invoice is made in practice mode.</source><translation>Ingen faktura görs i övningsläget.</translation></message>
    <message><source>No logo</source><translation>Ingen logotyp</translation></message>
    <message><source>No mail server is chosen.</source><translation>Ingen e-postserver är vald.</translation></message>
    <message><source>No more of this article can come back from receipt {number}.</source><translation>Inget mer av den här artikeln kan komma tillbaka från kvitto {number}.</translation></message>
    <message><source>No paper yet</source><translation>Inget papper än</translation></message>
    <message><source>No printer</source><translation>Ingen skrivare</translation></message>
    <message><source>No printer of Windows is chosen.</source><translation>Ingen skrivare i Windows är vald.</translation></message>
    <message><source>No receipt fits “{text}”.</source><translation>Inget kvitto passar in på ”{text}”.</translation></message>
    <message><source>No receipts yet</source><translation>Inga kvitton än</translation></message>
    <message><source>No reports yet</source><translation>Inga rapporter än</translation></message>
    <message><source>No row of the file could be imported.</source><translation>Ingen rad i filen kunde läsas in.</translation></message>
    <message><source>No sale yet</source><translation>Inget köp än</translation></message>
    <message><source>No serial port is chosen for the control unit.</source><translation>Ingen serieport är vald för kontrollenheten.</translation></message>
    <message><source>No serial port is chosen for the printer.</source><translation>Ingen serieport är vald för skrivaren.</translation></message>
    <message><source>No shift</source><translation>Inget skift</translation></message>
    <message><source>No shift is open</source><translation>Inget skift är öppet</translation></message>
    <message><source>No shift is open.</source><translation>Inget skift är öppet.</translation></message>
    <message><source>No start date is chosen.</source><translation>Inget startdatum är valt.</translation></message>
    <message><source>No sum was entered.</source><translation>Ingen summa är ifylld.</translation></message>
    <message><source>No-receipt return</source><translation>Retur utan kvitto</translation></message>
    <message><source>No.</source><translation>Nr</translation></message>
    <message><source>Nobody fits. Customers are created in Spiris.</source><translation>Ingen passar. Kunder skapas i Spiris.</translation></message>
    <message><source>Nobody gave the consent in time.</source><translation>Ingen gav samtycket i tid.</translation></message>
    <message><source>Nobody had counted the drawer: count it now.</source><translation>Ingen hade räknat lådan: räkna den nu.</translation></message>
    <message><source>Nobody here is called “{name}”.</source><translation>Ingen här heter ”{name}”.</translation></message>
    <message><source>Nobody here may do this.</source><translation>Ingen här får göra det.</translation></message>
    <message><source>Nobody is chosen to send the invoice to.</source><translation>Ingen är vald att skicka fakturan till.</translation></message>
    <message><source>Nobody is chosen.</source><translation>Ingen är vald.</translation></message>
    <message><source>Nobody is found.</source><translation>Ingen hittades.</translation></message>
    <message><source>Nobody knows whether it was saved as a file.</source><translation>Ingen vet om det sparades som fil.</translation></message>
    <message><source>Nobody knows whether the copy e-mailed to {address} arrived.</source><translation>Ingen vet om kopian till {address} kom fram.</translation></message>
    <message><source>Nobody knows whether the e-mail to {address} arrived.</source><translation>Ingen vet om brevet till {address} kom fram.</translation></message>
    <message><source>Nobody knows yet whether Spiris got the credit: Spiris is asked.</source><translation>Ingen vet ännu om Spiris fick krediten: Spiris tillfrågas.</translation></message>
    <message><source>Nobody knows yet whether Spiris got the invoice: Spiris is asked.</source><translation>Ingen vet ännu om Spiris fick fakturan: Spiris tillfrågas.</translation></message>
    <message><source>Nobody logged in</source><translation>Ingen inloggad</translation></message>
    <message><source>Nobody touched the screen for so long: PIN again; 0 for never.</source><translation>Ingen har rört skärmen så länge: PIN igen; 0 för aldrig.</translation></message>
    <message><source>Nobody would be left who may change staff.</source><translation>Ingen skulle vara kvar som får ändra personal.</translation></message>
    <message><source>None</source><translation>Ingen</translation></message>
    <message><source>None chosen</source><translation>Ingen vald</translation></message>
    <message><source>None was found. Check that it is switched on and its cable is in.</source><translation>Ingen hittades. Kontrollera att den är på och att kabeln sitter i.</translation></message>
    <message><source>Not booked yet</source><translation>Inte bokfört ännu</translation></message>
    <message><source>Not booked: it needs a person</source><translation>Inte bokförd: kräver åtgärd</translation></message>
    <message><source>Not connected.</source><translation>Inte ansluten.</translation></message>
    <message><source>Not fetched yet.</source><translation>Inte hämtade än.</translation></message>
    <message><source>Not printed</source><translation>Inte utskrivet</translation></message>
    <message><source>Not sent to Spiris</source><translation>Inte skickad till Spiris</translation></message>
    <message><source>Not sure: look whether the paper came</source><translation>Osäkert: se efter om papperet kom</translation></message>
    <message><source>Note</source><translation>Anm.</translation></message>
    <message><source>Nothing can be sold until one is chosen.</source><translation>Inget kan säljas förrän en är vald.</translation></message>
    <message><source>Nothing comes back in this sale.</source><translation>Inget lämnas tillbaka i det här köpet.</translation></message>
    <message><source>Nothing found</source><translation>Inget hittades</translation></message>
    <message><source>Nothing has arrived yet</source><translation>Inget har kommit fram ännu</translation></message>
    <message><source>Nothing is chosen to return.</source><translation>Inget är valt att lämna tillbaka.</translation></message>
    <message><source>Nothing is left of it.</source><translation>Inget är kvar av det.</translation></message>
    <message><source>Nothing is parked</source><translation>Inget är parkerat</translation></message>
    <message><source>Nothing is parked in practice mode.</source><translation>Inget parkeras i övningsläge.</translation></message>
    <message><source>Nothing is sent before it is. Go on where you were.</source><translation>Inget skickas förrän det är klart. Fortsätt där du var.</translation></message>
    <message><source>Nothing is sent until somebody lets it go on.</source><translation>Inget skickas förrän någon låter det fortsätta.</translation></message>
    <message><source>Nothing is sent: it was paused by a person.</source><translation>Inget skickas: någon har pausat det.</translation></message>
    <message><source>Nothing needs a person</source><translation>Inget kräver åtgärd</translation></message>
    <message><source>Nothing needs to be done: it is tried again by itself.</source><translation>Ingenting behöver göras: det försöks igen av sig självt.</translation></message>
    <message><source>Nothing needs to be done: it is tried again when the net is back.</source><translation>Ingenting behöver göras: det försöks igen när nätet är tillbaka.</translation></message>
    <message><source>Nothing that the file tells of happened between {first} and {last}.</source><translation>Inget av det som filen berättar om hände mellan {first} och {last}.</translation></message>
    <message><source>Nothing to book</source><translation>Inget att bokföra</translation></message>
    <message><source>Nothing waits</source><translation>Inget väntar</translation></message>
    <message><source>Nothing was booked. Look at the draft in Spiris and at the company's rounding; then press Send again.</source><translation>Inget har bokförts. Titta på utkastet i Spiris och på företagets avrundning. Tryck sedan på Skicka igen.</translation></message>
    <message><source>Nothing was changed</source><translation>Inget har ändrats</translation></message>
    <message><source>Nothing was printed yet</source><translation>Inget är utskrivet än</translation></message>
    <message><source>Nothing was registered between {first} and {last}.</source><translation>Ingenting registrerades mellan {first} och {last}.</translation></message>
    <message><source>Nothing was sent yet</source><translation>Inget har skickats ännu</translation></message>
    <message><source>Nothing was sent yet.</source><translation>Inget har skickats ännu.</translation></message>
    <message><source>Nothing was taken that belongs in a voucher; sales by invoice are booked by their invoices.</source><translation>Inget togs in som hör till en verifikation; köp mot faktura bokförs av sina fakturor.</translation></message>
    <message><source>Number</source><translation>Nummer</translation></message>
    <message><source>Number or name</source><translation>Nummer eller namn</translation></message>
    <message><source>Number {number} is too high for the control unit.</source><translation>Nummer {number} är för högt för kontrollenheten.</translation></message>
    <message><source>OK, open the browser</source><translation>OK, öppna webbläsaren</translation></message>
    <message><source>Of reports and all other papers too.</source><translation>Också rapporternas och alla andra pappers.</translation></message>
    <message><source>Of the screen, and of receipts.</source><translation>På skärmen och på kvitton.</translation></message>
    <message><source>Off</source><translation>Av</translation></message>
    <message><source>Off in cost centres</source><translation>Av i kostnadsställen</translation></message>
    <message><source>On</source><translation>På</translation></message>
    <message><source>On a credit invoice</source><translation>På kreditfaktura</translation></message>
    <message><source>On its way</source><translation>På väg</translation></message>
    <message><source>On the pro forma, so that the customer can pay it with Swish.</source><translation>På underlaget, så att kunden kan betala det med Swish.</translation></message>
    <message><source>On the terminal, with the tip</source><translation>På terminalen, med dricksen</translation></message>
    <message><source>One less</source><translation>En mindre</translation></message>
    <message><source>One more</source><translation>En till</translation></message>
    <message><source>One more, one less</source><translation>En till, en mindre</translation></message>
    <message><source>One step back</source><translation>Ett steg tillbaka</translation></message>
    <message><source>One that has not is booked on the accounts that are chosen when it goes.</source><translation>En som inte har gjort det bokförs på de konton som är valda när den skickas.</translation></message>
    <message><source>One voucher takes back what was booked and a new one books it anew: both go to Spiris now.</source><translation>En verifikation tar tillbaka det som bokfördes och en ny bokför det på nytt: båda skickas nu till Spiris.</translation></message>
    <message><source>One {kind} fewer</source><translation>En {kind} färre</translation></message>
    <message><source>One {kind} more</source><translation>En {kind} till</translation></message>
    <message><source>Only Windows has such print queues.</source><translation>Sådana utskriftsköer finns bara i Windows.</translation></message>
    <message><source>Only a change of a customer's address that has not been sent can be left out.</source><translation>Bara en ändring av en kunds adress som inte har skickats kan utelämnas.</translation></message>
    <message><source>Only a sale without payments can be parked.</source><translation>Bara ett köp utan betalningar kan parkeras.</translation></message>
    <message><source>Only a voucher that has arrived can be put right.</source><translation>Bara en verifikation som har kommit fram kan rättas.</translation></message>
    <message><source>Only ask for a price</source><translation>Bara fråga om pris</translation></message>
    <message><source>Only digits can be part of an amount.</source><translation>Bara siffror kan ingå i ett belopp.</translation></message>
    <message><source>Only how the receipt was paid is put right.</source><translation>Bara hur kvittot betalades rättas.</translation></message>
    <message><source>Only one paper may be printed of a receipt; make a copy of it on the Receipts page.</source><translation>Av ett kvitto får bara ett papper skrivas ut; gör en kvittokopia på sidan Kvitton.</translation></message>
    <message><source>Only what was charged by invoice has one.</source><translation>Bara det som betalas mot faktura har en.</translation></message>
    <message><source>Only {left} of {text} can still be returned.</source><translation>Bara {left} av {text} kan fortfarande lämnas tillbaka.</translation></message>
    <message><source>Open Spiris</source><translation>Öppna Spiris</translation></message>
    <message><source>Open a shift</source><translation>Öppna skift</translation></message>
    <message><source>Open a shift with the float in the drawer.</source><translation>Öppna ett skift med växelkassan i lådan.</translation></message>
    <message><source>Open a shift, so that the paper is finished, close it again, then change them.</source><translation>Öppna ett skift så att papperet blir klart, stäng det igen och ändra dem sedan.</translation></message>
    <message><source>Open and close its cover, or switch it off and on.</source><translation>Öppna och stäng luckan, eller stäng av och sätt på den.</translation></message>
    <message><source>Open drawer</source><translation>Öppna lådan</translation></message>
    <message><source>Open it in Excel and save it as “CSV UTF-8”.</source><translation>Öppna den i Excel och spara den som ”CSV UTF-8”.</translation></message>
    <message><source>Open it in a browser on this computer if none came up.</source><translation>Öppna den i en webbläsare på den här datorn om ingen kom upp.</translation></message>
    <message><source>Open it on the page Cash drawer.</source><translation>Öppna den på sidan Kassalåda.</translation></message>
    <message><source>Open the article, save it</source><translation>Öppna artikeln, spara den</translation></message>
    <message><source>Open the drawer without a sale</source><translation>Öppna lådan utan köp</translation></message>
    <message><source>Open the period in Spiris, or talk to your accountant; then press Send again.</source><translation>Lås upp perioden i Spiris, eller tala med din redovisningskonsult; tryck sedan på Skicka igen.</translation></message>
    <message><source>Open the register once, so that it is upgraded.</source><translation>Öppna kassan en gång så att den uppgraderas.</translation></message>
    <message><source>Open them in Spiris, or today's sales can't be booked.</source><translation>Öppna dem i Spiris, annars kan dagens försäljning inte bokföras.</translation></message>
    <message><source>OpenPOS</source><translation>OpenPOS</translation></message>
    <message><source>OpenPOS asks Spiris for access to:</source><translation>OpenPOS ber Spiris om tillgång till:</translation></message>
    <message><source>OpenPOS can't start</source><translation>OpenPOS kan inte starta</translation></message>
    <message><source>OpenPOS opens a window, and the screen {screen} does not answer.</source><translation>OpenPOS öppnar ett fönster, och skärmen {screen} svarar inte.</translation></message>
    <message><source>OpenPOS opens a window, and there is no screen here.</source><translation>OpenPOS öppnar ett fönster, och här finns ingen skärm.</translation></message>
    <message><source>Opening the browser …</source><translation>Öppnar webbläsaren …</translation></message>
    <message><source>Opening the drawer</source><translation>Öppning av lådan</translation></message>
    <message><source>Opens the drawer</source><translation>Öppnar lådan</translation></message>
    <message><source>Organisation no.</source><translation>Org.nr</translation></message>
    <message><source>Organisation number</source><translation>Organisationsnummer</translation></message>
    <message><source>Other</source><translation>Annat</translation></message>
    <message><source>Other events</source><translation>Övriga händelser</translation></message>
    <message><source>Otherwise in cost centres</source><translation>Annorlunda i kostnadsställen</translation></message>
    <message><source>PDF</source><translation>PDF</translation></message>
    <message><source>PDF files (*.pdf)</source><translation>PDF-filer (*.pdf)</translation></message>
    <message><source>PIN</source><translation>PIN-kod</translation></message>
    <message><source>PIN of {name}</source><translation>PIN för {name}</translation></message>
    <message><source>PIN once more</source><translation>PIN-koden igen</translation></message>
    <message><source>PRACTICE</source><translation>ÖVNING</translation></message>
    <message><source>PRACTICE: nothing was sold</source><translation>ÖVNING: inget är sålt</translation></message>
    <message><source>Package</source><translation>Paket</translation></message>
    <message><source>Page {page} of {pages}</source><translation>Sida {page} av {pages}</translation></message>
    <message><source>Paid</source><translation>Betalt</translation></message>
    <message><source>Paid back</source><translation>Återbetalt</translation></message>
    <message><source>Paper</source><translation>Papper</translation></message>
    <message><source>Papers from now on say so. Those of before, and their copies, say what they said.</source><translation>Papper från och med nu visar dem. Tidigare papper och deras kopior visar det de visade.</translation></message>
    <message><source>Park</source><translation>Parkera</translation></message>
    <message><source>Park it in a line before.</source><translation>Parkera det på en rad före.</translation></message>
    <message><source>Park the sale</source><translation>Parkera köpet</translation></message>
    <message><source>Parked</source><translation>Parkerat</translation></message>
    <message><source>Parked sales</source><translation>Parkerade köp</translation></message>
    <message><source>Part of the receipt came back before.</source><translation>En del av kvittot har redan lämnats tillbaka.</translation></message>
    <message><source>Part of the receipt came back meanwhile.</source><translation>En del av kvittot har lämnats tillbaka under tiden.</translation></message>
    <message><source>Password</source><translation>Lösenord</translation></message>
    <message><source>Paste it into the search in Spiris.</source><translation>Klistra in det i sökrutan i Spiris.</translation></message>
    <message><source>Paste what was copied</source><translation>Klistra in det kopierade</translation></message>
    <message><source>Pause</source><translation>Pausa</translation></message>
    <message><source>Paused: nothing is sent.</source><translation>Pausad: inget skickas.</translation></message>
    <message><source>Pay</source><translation>Betala</translation></message>
    <message><source>Pay again</source><translation>Betala igen</translation></message>
    <message><source>Pay back</source><translation>Betala tillbaka</translation></message>
    <message><source>Pay back {amount}</source><translation>Betala tillbaka {amount}</translation></message>
    <message><source>Pay it back by another method.</source><translation>Betala tillbaka på annat sätt.</translation></message>
    <message><source>Pay it back with Swish too.</source><translation>Betala tillbaka det med Swish också.</translation></message>
    <message><source>Pay {amount} back on the card terminal</source><translation>Betala tillbaka {amount} på kortterminalen</translation></message>
    <message><source>Pay {amount} back with Swish</source><translation>Betala tillbaka {amount} med Swish</translation></message>
    <message><source>Payment</source><translation>Betalning</translation></message>
    <message><source>Pays back</source><translation>Betalas</translation></message>
    <message><source>Per cent or kronor</source><translation>Procent eller kronor</translation></message>
    <message><source>Pictures (*.png *.jpg *.jpeg)</source><translation>Bilder (*.png *.jpg *.jpeg)</translation></message>
    <message><source>Pin 2</source><translation>Stift 2</translation></message>
    <message><source>Pin 5</source><translation>Stift 5</translation></message>
    <message><source>Port</source><translation>Port</translation></message>
    <message><source>Postal code</source><translation>Postnummer</translation></message>
    <message><source>Practice receipt</source><translation>Övningskvitto</translation></message>
    <message><source>Practice: enter nothing on the card terminal</source><translation>Övning: slå inte in något på kortterminalen</translation></message>
    <message><source>Practice: nobody pays with Swish</source><translation>Övning: ingen betalar med Swish</translation></message>
    <message><source>Practise</source><translation>Öva</translation></message>
    <message><source>Press Approved as if the terminal had said yes.</source><translation>Tryck Godkänt som om terminalen hade sagt ja.</translation></message>
    <message><source>Press Approved when the terminal has said yes.</source><translation>Tryck Godkänt när terminalen har sagt ja.</translation></message>
    <message><source>Press Pay again to finish the sale as it is.</source><translation>Tryck på Betala igen för att avsluta köpet som det är.</translation></message>
    <message><source>Press its key.</source><translation>Tryck på dess knapp.</translation></message>
    <message><source>Press the key as if the money had come.</source><translation>Tryck på knappen som om pengarna hade kommit.</translation></message>
    <message><source>Previous page</source><translation>Föregående sida</translation></message>
    <message><source>Price</source><translation>Pris</translation></message>
    <message><source>Price in kronor</source><translation>Pris i kronor</translation></message>
    <message><source>Price may be changed</source><translation>Priset får ändras</translation></message>
    <message><source>Price of article {about}</source><translation>Pris på artikel {about}</translation></message>
    <message><source>Price of the line</source><translation>Pris på raden</translation></message>
    <message><source>Price per {unit}</source><translation>Pris per {unit}</translation></message>
    <message><source>Price with VAT</source><translation>Pris med moms</translation></message>
    <message><source>Price?</source><translation>Pris?</translation></message>
    <message><source>Print</source><translation>Skriv ut</translation></message>
    <message><source>Print a test page</source><translation>Skriv ut en provsida</translation></message>
    <message><source>Print a test page: the row of digits should fill the paper.</source><translation>Skriv ut en provsida: raden med siffror ska fylla papperet.</translation></message>
    <message><source>Print again</source><translation>Skriv ut igen</translation></message>
    <message><source>Print instead</source><translation>Skriv ut i stället</translation></message>
    <message><source>Print jobs</source><translation>Utskrifter</translation></message>
    <message><source>Print the code</source><translation>Skriv ut koden</translation></message>
    <message><source>Printed</source><translation>Utskrivet</translation></message>
    <message><source>Printed instead of e-mailed.</source><translation>Utskrivet i stället för skickat.</translation></message>
    <message><source>Printed instead of saved.</source><translation>Utskrivet i stället för sparat.</translation></message>
    <message><source>Printed on top of receipts. A PNG or JPEG file, black on white comes out best.</source><translation>Trycks överst på kvitton. En PNG- eller JPEG-fil; svart på vitt blir bäst.</translation></message>
    <message><source>Printer</source><translation>Skrivare</translation></message>
    <message><source>Printer: away</source><translation>Skrivare: borta</translation></message>
    <message><source>Printer: cover open</source><translation>Skrivare: lucka öppen</translation></message>
    <message><source>Printer: look</source><translation>Skrivare: se över</translation></message>
    <message><source>Printer: no paper</source><translation>Skrivare: papper slut</translation></message>
    <message><source>Printer: paper low</source><translation>Skrivare: lite papper</translation></message>
    <message><source>Printer: stopped</source><translation>Skrivare: stoppad</translation></message>
    <message><source>Printer: {count} not printed</source><translation>Skrivare: {count} ej utskrivna</translation></message>
    <message><source>Printing</source><translation>Utskrifter</translation></message>
    <message><source>Printing …</source><translation>Skriver ut …</translation></message>
    <message><source>Private person</source><translation>Privatperson</translation></message>
    <message><source>Pro</source><translation>Pro</translation></message>
    <message><source>Pro forma</source><translation>Pro forma</translation></message>
    <message><source>Pro forma invoice</source><translation>Proformafaktura</translation></message>
    <message><source>Pro forma invoice as PDF</source><translation>Proformafaktura som PDF</translation></message>
    <message><source>Pro forma invoice of receipt {number}</source><translation>Proformafaktura för kvitto {number}</translation></message>
    <message><source>Pro forma invoice {number}</source><translation>Proformafaktura {number}</translation></message>
    <message><source>Product groups</source><translation>Varugrupper</translation></message>
    <message><source>Program version</source><translation>Programversion</translation></message>
    <message><source>Put a text or price that holds the separator between quotation marks.</source><translation>Sätt citattecken runt en text eller ett pris som innehåller skiljetecknet.</translation></message>
    <message><source>Put back in sale</source><translation>Ta in i försäljning igen</translation></message>
    <message><source>Put cash in, take cash out, change the float</source><translation>Lägga in och ta ut kontanter, ändra växelkassan</translation></message>
    <message><source>Put in a new roll.</source><translation>Sätt i en ny rulle.</translation></message>
    <message><source>Put it right</source><translation>Rätta den</translation></message>
    <message><source>Put it right there, in Spiris.</source><translation>Rätta den där, i Spiris.</translation></message>
    <message><source>Put right</source><translation>Rätta</translation></message>
    <message><source>Put the Z report's voucher right</source><translation>Rätta Z-rapportens verifikation</translation></message>
    <message><source>Put the deposit's row above this one, or read it in first.</source><translation>Ställ pantens rad ovanför den här, eller läs in den först.</translation></message>
    <message><source>Put the slip in the drawer.</source><translation>Lägg papperet i lådan.</translation></message>
    <message><source>Quantity</source><translation>Antal</translation></message>
    <message><source>Raise the float</source><translation>Öka växelkassan</translation></message>
    <message><source>Read as</source><translation>Läses som</translation></message>
    <message><source>Read from file</source><translation>Läs in från fil</translation></message>
    <message><source>Read it back to the customer before you send it.</source><translation>Läs upp den för kunden innan du skickar.</translation></message>
    <message><source>Read the file into another program. Read into Spiris, too, it would book them twice.</source><translation>Läs in filen i ett annat program. Läses den in även i Spiris blir de bokförda två gånger.</translation></message>
    <message><source>Read the shop's articles in from a file, or make the first one here with F5.</source><translation>Läs in butikens artiklar från en fil, eller skapa den första här med F5.</translation></message>
    <message><source>Reading the company's accounts …</source><translation>Läser företagets konton …</translation></message>
    <message><source>Reason</source><translation>Orsak</translation></message>
    <message><source>Reason, if there is one</source><translation>Orsak, om det finns någon</translation></message>
    <message><source>Receipt</source><translation>Kvitto</translation></message>
    <message><source>Receipt by e-mail</source><translation>Kvitto med e-post</translation></message>
    <message><source>Receipt number, amount, day, article or customer</source><translation>Kvittonummer, belopp, dag, artikel eller kund</translation></message>
    <message><source>Receipt printer</source><translation>Kvittoskrivare</translation></message>
    <message><source>Receipt {number}</source><translation>Kvitto {number}</translation></message>
    <message><source>Receipt {number} has taken the goods back already.</source><translation>Kvitto {number} har redan tagit tillbaka varorna.</translation></message>
    <message><source>Receipt {number} is a return.</source><translation>Kvitto {number} är en retur.</translation></message>
    <message><source>Receipt {number} is not as it was registered.</source><translation>Kvitto {number} är inte som det registrerades.</translation></message>
    <message><source>Receipt {number} is of another register or another shop.</source><translation>Kvitto {number} är från en annan kassa eller en annan butik.</translation></message>
    <message><source>Receipt {number} is the return of receipt {original}.</source><translation>Kvitto {number} är en retur av kvitto {original}.</translation></message>
    <message><source>Receipt {number} sold no gift card.</source><translation>Kvitto {number} sålde inget presentkort.</translation></message>
    <message><source>Receipt {number} still waits for its control code.</source><translation>Kvitto {number} väntar fortfarande på sin kontrollkod.</translation></message>
    <message><source>Receipt {number} was copied before.</source><translation>Kvitto {number} är redan kopierat.</translation></message>
    <message><source>Receipt {number} was not invoiced.</source><translation>Kvitto {number} blev inte fakturerat.</translation></message>
    <message><source>Receipt {number} was printed already.</source><translation>Kvitto {number} är redan utskrivet.</translation></message>
    <message><source>Receipts</source><translation>Kvitton</translation></message>
    <message><source>Receipts and reports come out here, as they would from a real printer.</source><translation>Här kommer kvitton och rapporter ut, som ur en riktig skrivare.</translation></message>
    <message><source>Receipts and reports show here with what became of them on their way to the printer.</source><translation>Här syns kvitton och rapporter och hur det gick för dem på vägen till skrivaren.</translation></message>
    <message><source>Receipts by e-mail</source><translation>Kvitton med e-post</translation></message>
    <message><source>Receipts come from it.</source><translation>Kvitton kommer från den.</translation></message>
    <message><source>Receipts must show it: fill it in.</source><translation>Kvitton måste visa det: fyll i det.</translation></message>
    <message><source>Receipts must show these details. They are kept on this computer only.</source><translation>Kvitton måste visa de här uppgifterna. De sparas bara på den här datorn.</translation></message>
    <message><source>Receipts {first} to {last} are in the control unit but not in this register.</source><translation>Kvitto {first} till {last} finns i kontrollenheten men inte i den här kassan.</translation></message>
    <message><source>Reference</source><translation>Referens</translation></message>
    <message><source>Reference {reference}</source><translation>Referens {reference}</translation></message>
    <message><source>Register</source><translation>Kassa</translation></message>
    <message><source>Regular</source><translation>Stamkund</translation></message>
    <message><source>Rejected</source><translation>Avvisade</translation></message>
    <message><source>Rejected rows</source><translation>Avvisade rader</translation></message>
    <message><source>Remove</source><translation>Ta bort</translation></message>
    <message><source>Remove it from the return.</source><translation>Ta bort det från returen.</translation></message>
    <message><source>Remove it, or write two for one that belongs to the text.</source><translation>Ta bort det, eller skriv två om det hör till texten.</translation></message>
    <message><source>Remove it; letters, digits and common signs can be printed.</source><translation>Ta bort det; bokstäver, siffror och vanliga tecken går att skriva ut.</translation></message>
    <message><source>Remove one of the columns, or give it another heading.</source><translation>Ta bort en av kolumnerna eller ge den en annan rubrik.</translation></message>
    <message><source>Remove the discount</source><translation>Ta bort rabatten</translation></message>
    <message><source>Report</source><translation>Rapport</translation></message>
    <message><source>Reports</source><translation>Rapporter</translation></message>
    <message><source>Restaurant and catering</source><translation>Restaurang och catering</translation></message>
    <message><source>Restore another; the register is as it was.</source><translation>Återställ en annan; kassan är som den var.</translation></message>
    <message><source>Resume</source><translation>Återuppta</translation></message>
    <message><source>Return</source><translation>Retur</translation></message>
    <message><source>Return it, then sell anew.</source><translation>Gör en retur och sälj sedan på nytt.</translation></message>
    <message><source>Return it, then sell it anew.</source><translation>Lämna tillbaka det och sälj det sedan på nytt.</translation></message>
    <message><source>Return of receipt {number}</source><translation>Retur av kvitto {number}</translation></message>
    <message><source>Return the receipt, then sell anew.</source><translation>Gör en retur av kvittot och sälj sedan på nytt.</translation></message>
    <message><source>Return the rest of it, then sell anew.</source><translation>Gör en retur av resten och sälj sedan på nytt.</translation></message>
    <message><source>Return without receipt</source><translation>Retur utan kvitto</translation></message>
    <message><source>Right hand</source><translation>Höger hand</translation></message>
    <message><source>Role</source><translation>Roll</translation></message>
    <message><source>Role: {about}</source><translation>Roll: {about}</translation></message>
    <message><source>Roles</source><translation>Roller</translation></message>
    <message><source>Rounding to whole kronor</source><translation>Avrundning till hela kronor</translation></message>
    <message><source>Rounding {amount}</source><translation>Avrundning {amount}</translation></message>
    <message><source>Row {row} of the journal is damaged: {what}.</source><translation>Rad {row} i journalen är skadad: {what}.</translation></message>
    <message><source>Run “openpos check” and keep a copy of the file.</source><translation>Kör ”openpos check” och spara en kopia av filen.</translation></message>
    <message><source>Run “openpos check” for all that is wrong, and save a backup of the register.</source><translation>Kör ”openpos check” för att se allt som är fel, och spara en säkerhetskopia av kassan.</translation></message>
    <message><source>SIE files (*.si)</source><translation>SIE-filer (*.si)</translation></message>
    <message><source>STARTTLS</source><translation>STARTTLS</translation></message>
    <message><source>Sales</source><translation>Försäljning</translation></message>
    <message><source>Sales from {day} on are sent when a day is closed.</source><translation>Försäljning från och med {day} skickas när en dag stängs.</translation></message>
    <message><source>Sales go on as usual. What waits is sent when you resume.</source><translation>Försäljningen går vidare som vanligt. Det som väntar skickas när du återupptar.</translation></message>
    <message><source>Sales of closed days from this day on are sent. What was sold before stays out of it, so choose the day after the last one that is in the books. The day must lie in a fiscal year of Spiris and after its lock date.</source><translation>Stängda dagars försäljning från och med den dagen skickas. Det som såldes före lämnas utanför, så välj dagen efter den sista som redan är bokförd. Dagen måste ligga i ett räkenskapsår i Spiris och efter dess låsdatum.</translation></message>
    <message><source>Sales sent from</source><translation>Försäljning skickas från</translation></message>
    <message><source>Save</source><translation>Spara</translation></message>
    <message><source>Save SIE file …</source><translation>Spara SIE-fil …</translation></message>
    <message><source>Save a SIE file</source><translation>Spara en SIE-fil</translation></message>
    <message><source>Save as PDF</source><translation>Spara som PDF</translation></message>
    <message><source>Save it again, or print it instead.</source><translation>Spara den igen, eller skriv ut den i stället.</translation></message>
    <message><source>Save it as “CSV UTF-8” and try again.</source><translation>Spara den som ”CSV UTF-8” och försök igen.</translation></message>
    <message><source>Save the SIE file</source><translation>Spara SIE-filen</translation></message>
    <message><source>Save the file as “CSV UTF-8”.</source><translation>Spara filen som ”CSV UTF-8”.</translation></message>
    <message><source>Save the journal</source><translation>Spara journalminnet</translation></message>
    <message><source>Save the script as UTF-8.</source><translation>Spara skriptet som UTF-8.</translation></message>
    <message><source>Saved as a file.</source><translation>Sparat som fil.</translation></message>
    <message><source>Saved as {path}</source><translation>Sparat som {path}</translation></message>
    <message><source>Saved.</source><translation>Sparat.</translation></message>
    <message><source>Saving …</source><translation>Sparar …</translation></message>
    <message><source>Scan an article first.</source><translation>Skanna en artikel först.</translation></message>
    <message><source>Scan an article, touch a key or search.</source><translation>Skanna en artikel, tryck på en knapp eller sök.</translation></message>
    <message><source>Scan it again or compare with the package.</source><translation>Skanna den igen eller jämför med förpackningen.</translation></message>
    <message><source>Scan it again or search by name.</source><translation>Skanna den igen eller sök på namn.</translation></message>
    <message><source>Scan it again, or type all its digits again.</source><translation>Läs av den igen, eller skriv alla siffror igen.</translation></message>
    <message><source>Scan it, or compare it with the package.</source><translation>Skanna den, eller jämför med förpackningen.</translation></message>
    <message><source>Scan or touch it.</source><translation>Skanna eller tryck på den.</translation></message>
    <message><source>Scan the card, or type all its twelve digits.</source><translation>Skanna kortet eller skriv alla tolv siffror.</translation></message>
    <message><source>Scan the code with Swish</source><translation>Skanna koden med Swish</translation></message>
    <message><source>Scan the gift card, or enter its digits</source><translation>Läs av presentkortet eller skriv dess siffror</translation></message>
    <message><source>Scan them, or write them with a space between.</source><translation>Skanna dem, eller skriv dem med mellanslag emellan.</translation></message>
    <message><source>Scan what the customer brings back first.</source><translation>Skanna först det som kunden lämnar tillbaka.</translation></message>
    <message><source>Scripted sales are for demo shops only.</source><translation>Köp från skript är bara för demobutiker.</translation></message>
    <message><source>Search</source><translation>Sök</translation></message>
    <message><source>Search article, number, barcode</source><translation>Sök artikel, nummer, streckkod</translation></message>
    <message><source>Search by another part of it.</source><translation>Sök på en annan del av namnet.</translation></message>
    <message><source>Search by another part of the name, or make the article.</source><translation>Sök på en annan del av namnet, eller skapa artikeln.</translation></message>
    <message><source>Search by another part of the name, the number or the barcode.</source><translation>Sök på en annan del av namnet, numret eller streckkoden.</translation></message>
    <message><source>Search by name or number.</source><translation>Sök på namn eller nummer.</translation></message>
    <message><source>Search by parts of the name, the customer number or the organisation number. The net is not needed.</source><translation>Sök på delar av namnet, kundnumret eller organisationsnumret. Det behövs inget nät.</translation></message>
    <message><source>Search for fewer letters, or fetch the customers if it is a new one.</source><translation>Sök på färre bokstäver, eller hämta kunderna om det är en ny.</translation></message>
    <message><source>Search for the article by its name. Articles without a price become departments.</source><translation>Sök artikeln på namn i stället. Artiklar utan pris blir varugruppsknappar.</translation></message>
    <message><source>Second line</source><translation>Andra raden</translation></message>
    <message><source>Second screen</source><translation>Andra skärmen</translation></message>
    <message><source>Sell a gift card</source><translation>Sälj ett presentkort</translation></message>
    <message><source>Sell another one on a line of its own.</source><translation>Sälj ett till på en egen rad.</translation></message>
    <message><source>Send</source><translation>Skicka</translation></message>
    <message><source>Send again</source><translation>Skicka igen</translation></message>
    <message><source>Send it from Spiris.</source><translation>Skicka den från Spiris.</translation></message>
    <message><source>Send it from your own Swish app or bank, and press Sent when it is done.</source><translation>Skicka från butikens egen Swish-app eller bank och tryck Skickat när det är gjort.</translation></message>
    <message><source>Send now</source><translation>Skicka nu</translation></message>
    <message><source>Send the Z report</source><translation>Skicka Z-rapporten</translation></message>
    <message><source>Send the draft</source><translation>Skicka utkastet</translation></message>
    <message><source>Sending now.</source><translation>Skickar nu.</translation></message>
    <message><source>Sends receipts by e-mail, like smtp.example.se. Empty where none are sent.</source><translation>Skickar kvitton med e-post, som smtp.example.se. Tomt där inga skickas.</translation></message>
    <message><source>Sent</source><translation>Skickat</translation></message>
    <message><source>Sent to Spiris</source><translation>Skickat till Spiris</translation></message>
    <message><source>Sent to the printer</source><translation>Skickat till skrivaren</translation></message>
    <message><source>Serial</source><translation>Seriell</translation></message>
    <message><source>Serial port</source><translation>Serieport</translation></message>
    <message><source>Service</source><translation>Tjänst</translation></message>
    <message><source>Set up the register</source><translation>Kom igång med kassan</translation></message>
    <message><source>Sets what follows; each can be adjusted after the test page.</source><translation>Ställer in det som följer; allt kan justeras efter provutskriften.</translation></message>
    <message><source>Settings</source><translation>Inställningar</translation></message>
    <message><source>Short date</source><translation>Kort datum</translation></message>
    <message><source>Shorten it to {most}.</source><translation>Korta det till {most}.</translation></message>
    <message><source>Shorten it.</source><translation>Korta den.</translation></message>
    <message><source>Shortened names</source><translation>Förkortade namn</translation></message>
    <message><source>Should be in the drawer</source><translation>Ska finnas i lådan</translation></message>
    <message><source>Show all groups</source><translation>Visa alla grupper</translation></message>
    <message><source>Show or hide the virtual printer</source><translation>Visa eller dölj den virtuella skrivaren</translation></message>
    <message><source>Show the details</source><translation>Visa detaljerna</translation></message>
    <message><source>Show what is sent</source><translation>Visa det som skickas</translation></message>
    <message><source>Shown on receipts and when logging in.</source><translation>Visas på kvitton och vid inloggning.</translation></message>
    <message><source>Shows the customer the last line, what is due and the change.</source><translation>Visar kunden senaste raden, vad som ska betalas och växeln.</translation></message>
    <message><source>Signs</source><translation>Tecken</translation></message>
    <message><source>Signs (XON/XOFF)</source><translation>Tecken (XON/XOFF)</translation></message>
    <message><source>Simulator</source><translation>Simulator</translation></message>
    <message><source>Size of keys</source><translation>Knapparnas storlek</translation></message>
    <message><source>Size of text</source><translation>Textens storlek</translation></message>
    <message><source>Slip for cash</source><translation>Underlag för kontanter</translation></message>
    <message><source>Small change</source><translation>Växel</translation></message>
    <message><source>Sold</source><translation>Sålt</translation></message>
    <message><source>Sold receipts and the open basket are safe on disk. Close the program and start it again.</source><translation>Sålda kvitton och det öppna köpet är sparade på disken. Stäng programmet och starta det igen.</translation></message>
    <message><source>Solo</source><translation>Solo</translation></message>
    <message><source>Somebody else has changed {name} since you opened it.</source><translation>Någon annan har ändrat {name} sedan du öppnade den.</translation></message>
    <message><source>Something the document needs is not in Spiris any more: {said}</source><translation>Något som dokumentet behöver finns inte längre i Spiris: {said}</translation></message>
    <message><source>Something went wrong inside the program.</source><translation>Något gick fel i programmet.</translation></message>
    <message><source>Space</source><translation>Mellanslag</translation></message>
    <message><source>Speed</source><translation>Hastighet</translation></message>
    <message><source>Spiris</source><translation>Spiris</translation></message>
    <message><source>Spiris Bokföring &amp; Fakturering</source><translation>Spiris Bokföring &amp; Fakturering</translation></message>
    <message><source>Spiris answered something this program does not understand.</source><translation>Spiris svarade något som programmet inte förstår.</translation></message>
    <message><source>Spiris asks to wait a while, since many calls came at once.</source><translation>Spiris ber kassan vänta en stund, eftersom många anrop kom på en gång.</translation></message>
    <message><source>Spiris books an invoice as soon as its total is that of the receipt.</source><translation>Spiris bokför fakturan så snart dess summa är kvittots.</translation></message>
    <message><source>Spiris can't be reached.</source><translation>Spiris kan inte nås.</translation></message>
    <message><source>Spiris could not be told.</source><translation>Spiris kunde inte meddelas.</translation></message>
    <message><source>Spiris could not have it checked by the authority it asks: {said}</source><translation>Spiris kunde inte få det kontrollerat hos myndigheten som frågas: {said}</translation></message>
    <message><source>Spiris did not add these accounts: {accounts}. It says: {said}</source><translation>Spiris lade inte till de här kontona: {accounts}. Svaret var: {said}</translation></message>
    <message><source>Spiris did not answer, so it is not known whether the document arrived.</source><translation>Spiris svarade inte, så det är okänt om dokumentet kom fram.</translation></message>
    <message><source>Spiris did not give the consent: {error}.</source><translation>Spiris gav inte samtycket: {error}.</translation></message>
    <message><source>Spiris did not take the credit: somebody has to look at it.</source><translation>Spiris tog inte emot krediten: någon behöver titta på den.</translation></message>
    <message><source>Spiris did not take the invoice: somebody has to look at it.</source><translation>Spiris tog inte emot fakturan: någon behöver titta på den.</translation></message>
    <message><source>Spiris does not accept a question of this program: {said}</source><translation>Spiris godtar inte en fråga från programmet: {said}</translation></message>
    <message><source>Spiris does not accept how the document is made: {said}</source><translation>Spiris godtar inte hur dokumentet är gjort: {said}</translation></message>
    <message><source>Spiris does not accept the document: {said}</source><translation>Spiris godtar inte dokumentet: {said}</translation></message>
    <message><source>Spiris does not accept this client: {error}.</source><translation>Spiris godtar inte klienten: {error}.</translation></message>
    <message><source>Spiris does not know this client id, or its secret is wrong.</source><translation>Spiris känner inte till detta klient-id, eller så är hemligheten fel.</translation></message>
    <message><source>Spiris does not let it be created or changed: {said}</source><translation>Spiris tillåter inte att det skapas eller ändras: {said}</translation></message>
    <message><source>Spiris does not let it be deleted: {said}</source><translation>Spiris tillåter inte att det tas bort: {said}</translation></message>
    <message><source>Spiris does not let this connection in.</source><translation>Spiris släpper inte in denna anslutning.</translation></message>
    <message><source>Spiris does not take this answer: it is too old, or was used before.</source><translation>Spiris tar inte emot svaret: det är för gammalt eller redan använt.</translation></message>
    <message><source>Spiris e-mails the invoice only where the cashier says so.</source><translation>Spiris mejlar fakturan bara när kassören väljer det.</translation></message>
    <message><source>Spiris e-mails the invoice to customers with an address, unless the cashier says otherwise.</source><translation>Spiris mejlar fakturan till kunder som har en adress, om inte kassören väljer bort det.</translation></message>
    <message><source>Spiris e-mails the invoice to {address}</source><translation>Spiris mejlar fakturan till {address}</translation></message>
    <message><source>Spiris gave access for an hour only.</source><translation>Spiris gav bara åtkomst i en timme.</translation></message>
    <message><source>Spiris has no article coding for {rate} % VAT on account {account}.</source><translation>Spiris saknar artikelkontering för {rate} % moms på konto {account}.</translation></message>
    <message><source>Spiris has no units for articles.</source><translation>Spiris saknar enheter för artiklar.</translation></message>
    <message><source>Spiris is active.</source><translation>Spiris är aktivt.</translation></message>
    <message><source>Spiris is asked right now.</source><translation>Spiris tillfrågas just nu.</translation></message>
    <message><source>Spiris lacks stock of an article: {said}</source><translation>En artikel saknas i lager i Spiris: {said}</translation></message>
    <message><source>Spiris makes {there} of an invoice that is {here} on the paper.</source><translation>Spiris får en faktura till {there} som är {here} på pappret.</translation></message>
    <message><source>Spiris no longer accepts this register's consent.</source><translation>Spiris godtar inte längre kassans samtycke.</translation></message>
    <message><source>Spiris refused: {said}</source><translation>Spiris nekade: {said}</translation></message>
    <message><source>Spiris rounds this company's invoices to {there}, and the paper says {here}.</source><translation>Spiris avrundar företagets faktura till {there}, och på pappret står {here}.</translation></message>
    <message><source>Spiris said no</source><translation>Spiris sade nej</translation></message>
    <message><source>Spiris says that the date has not come yet.</source><translation>Spiris säger att datumet ligger i framtiden.</translation></message>
    <message><source>Spiris says that this conflicts with what is there: {said}</source><translation>Spiris säger att detta krockar med det som finns: {said}</translation></message>
    <message><source>Spiris wants postal code and city on every invoice.</source><translation>Spiris vill ha postnummer och ort på varje faktura.</translation></message>
    <message><source>Spiris' own address stays.</source><translation>Adressen i Spiris står kvar.</translation></message>
    <message><source>Spiris: 1 waits</source><translation>Spiris: 1 väntar</translation></message>
    <message><source>Spiris: address of the log-in</source><translation>Spiris: inloggningens adress</translation></message>
    <message><source>Spiris: address of the page</source><translation>Spiris: sidans adress</translation></message>
    <message><source>Spiris: address of the service</source><translation>Spiris: tjänstens adress</translation></message>
    <message><source>Spiris: calls a minute</source><translation>Spiris: anrop per minut</translation></message>
    <message><source>Spiris: certificate of the answer</source><translation>Spiris: svarets certifikat</translation></message>
    <message><source>Spiris: look ({count})</source><translation>Spiris: titta ({count})</translation></message>
    <message><source>Spiris: paused</source><translation>Spiris: pausat</translation></message>
    <message><source>Spiris: port of the answer</source><translation>Spiris: svarets port</translation></message>
    <message><source>Spiris: seconds before something is sent again</source><translation>Spiris: sekunder innan något skickas igen</translation></message>
    <message><source>Spiris: stopped</source><translation>Spiris: stoppat</translation></message>
    <message><source>Spiris: {count} wait</source><translation>Spiris: {count} väntar</translation></message>
    <message><source>Staff</source><translation>Personal</translation></message>
    <message><source>Staff: {about}</source><translation>Personal: {about}</translation></message>
    <message><source>Standard</source><translation>Standard</translation></message>
    <message><source>Star TSP</source><translation>Star TSP</translation></message>
    <message><source>Start again when somebody who may give it is here.</source><translation>Börja om när någon som får ge det är här.</translation></message>
    <message><source>Start again when you like.</source><translation>Börja om när du vill.</translation></message>
    <message><source>Start again, and log in in the window that opens then.</source><translation>Börja om och logga in i fönstret som då öppnas.</translation></message>
    <message><source>Start again.</source><translation>Börja om.</translation></message>
    <message><source>Start again; if the browser shows an error, paste its address instead.</source><translation>Börja om; om webbläsaren visar ett fel, klistra in dess adress i stället.</translation></message>
    <message><source>Start date</source><translation>Startdatum</translation></message>
    <message><source>Start it again to go on.</source><translation>Starta det igen för att fortsätta.</translation></message>
    <message><source>Start it on the desktop of this computer, as the person who is logged in there.</source><translation>Starta på den här datorns skrivbord, som den person som är inloggad där.</translation></message>
    <message><source>Start using the register</source><translation>Börja använda kassan</translation></message>
    <message><source>Start with “openpos demo”, or give the right directory with --data.</source><translation>Börja med ”openpos demo”, eller ange rätt katalog med --data.</translation></message>
    <message><source>State</source><translation>Läge</translation></message>
    <message><source>Status</source><translation>Status</translation></message>
    <message><source>Stays in the drawer</source><translation>Kvar i lådan</translation></message>
    <message><source>Step {number} of {count}: {step}</source><translation>Steg {number} av {count}: {step}</translation></message>
    <message><source>Stop</source><translation>Stoppa</translation></message>
    <message><source>Stop practising</source><translation>Sluta öva</translation></message>
    <message><source>Stop practising first: on this page all counts.</source><translation>Sluta öva först: på den här sidan räknas allt.</translation></message>
    <message><source>Stopped halfway</source><translation>Avbruten halvvägs</translation></message>
    <message><source>Stopping after this page …</source><translation>Stannar efter den här sidan …</translation></message>
    <message><source>Street</source><translation>Gata</translation></message>
    <message><source>Swish</source><translation>Swish</translation></message>
    <message><source>Swish code</source><translation>Swishkod</translation></message>
    <message><source>Swish code for {amount}</source><translation>Swish-kod på {amount}</translation></message>
    <message><source>Swish number</source><translation>Swish-nummer</translation></message>
    <message><source>Switch it off and on, then print again.</source><translation>Stäng av och sätt på den och skriv sedan ut igen.</translation></message>
    <message><source>Switch it off and on. If the fault stays, call its supplier.</source><translation>Stäng av och sätt på den. Om felet är kvar, ring leverantören.</translation></message>
    <message><source>Switch it on among the methods of payment.</source><translation>Slå på det bland betalsätten.</translation></message>
    <message><source>Switch it on on the Payment methods page.</source><translation>Slå på det på sidan Betalsätt.</translation></message>
    <message><source>Switch on the API under Apps and extensions in Spiris, and check the package.</source><translation>Slå på API:et under Appar och tillägg i Spiris, och kontrollera paketet.</translation></message>
    <message><source>TLS from the start</source><translation>TLS från början</translation></message>
    <message><source>Take back goods with a receipt</source><translation>Ta emot returer med kvitto</translation></message>
    <message><source>Take back goods without a receipt</source><translation>Ta emot returer utan kvitto</translation></message>
    <message><source>Take it away there first, or open that article.</source><translation>Ta bort den där först, eller öppna den artikeln.</translation></message>
    <message><source>Take it back on the terminal too.</source><translation>Ångra det på terminalen också.</translation></message>
    <message><source>Take out of sale</source><translation>Ta ur försäljning</translation></message>
    <message><source>Take over</source><translation>Använd</translation></message>
    <message><source>Take payment and start a new sale.</source><translation>Ta betalt och börja ett nytt köp.</translation></message>
    <message><source>Take payment as it should have been.</source><translation>Ta betalt som det skulle ha varit.</translation></message>
    <message><source>Take payment for it or clear it, then close the shift.</source><translation>Ta betalt för det eller töm det och stäng sedan skiftet.</translation></message>
    <message><source>Take payment for it or clear it, then go on.</source><translation>Ta betalt för det eller rensa det och gå sedan vidare.</translation></message>
    <message><source>Take payment for it, park it or clear it, then go on.</source><translation>Ta betalt för det, parkera det eller rensa det, och fortsätt sedan.</translation></message>
    <message><source>Take that, and the rest in another way.</source><translation>Ta det, och resten på annat sätt.</translation></message>
    <message><source>Take the deposit from it first.</source><translation>Ta bort panten från den först.</translation></message>
    <message><source>Take the payment in another way.</source><translation>Ta betalt på annat sätt.</translation></message>
    <message><source>Take the rest first.</source><translation>Ta resten först.</translation></message>
    <message><source>Tell the Tax Agency of the new name within two weeks, and have the control unit's supplier enter it in the unit before the next sale.</source><translation>Anmäl den nya beteckningen till Skatteverket inom två veckor, och låt kontrollenhetens leverantör lägga in den i enheten före nästa försäljning.</translation></message>
    <message><source>Tell the Tax Agency of the new name within two weeks.</source><translation>Anmäl den nya beteckningen till Skatteverket inom två veckor.</translation></message>
    <message><source>Tell the support of OpenPOS, and show them what was sent.</source><translation>Kontakta supporten för OpenPOS och visa vad som skickades.</translation></message>
    <message><source>Ten digits, like 556703-7485.</source><translation>Tio siffror, som 556703-7485.</translation></message>
    <message><source>Ten lines at most: telephone, opening hours, how long goods may be returned.</source><translation>Högst tio rader: telefon, öppettider, hur länge varor får lämnas tillbaka.</translation></message>
    <message><source>Terms of payment</source><translation>Betalningsvillkor</translation></message>
    <message><source>Test</source><translation>Prov</translation></message>
    <message><source>Test page</source><translation>Provsida</translation></message>
    <message><source>Thank you!</source><translation>Tack!</translation></message>
    <message><source>The PIN is wrong.</source><translation>Fel PIN.</translation></message>
    <message><source>The USB printer can't be found.</source><translation>USB-skrivaren hittas inte.</translation></message>
    <message><source>The VAT is missing.</source><translation>Momsen saknas.</translation></message>
    <message><source>The Z report's voucher: {amount}</source><translation>Z-rapportens verifikation: {amount}</translation></message>
    <message><source>The access is erased here. Remove the consent in Spiris, too.</source><translation>Tillgången är raderad här. Ta bort samtycket i Spiris också.</translation></message>
    <message><source>The access is erased. What was sent and what waits is not forgotten.</source><translation>Tillgången är raderad. Det som är skickat och det som väntar är inte glömt.</translation></message>
    <message><source>The access is taken back and erased from this computer, and charging by invoice is switched off. Nothing that was sent is forgotten, and what waits stays here.</source><translation>Tillgången tas tillbaka och raderas från den här datorn, och betalning mot faktura stängs av. Inget som är skickat glöms, och det som väntar stannar här.</translation></message>
    <message><source>The account has no name.</source><translation>Kontot har inget namn.</translation></message>
    <message><source>The accounts are saved.</source><translation>Kontona är sparade.</translation></message>
    <message><source>The address of sale is missing.</source><translation>Försäljningsadressen saknas.</translation></message>
    <message><source>The address of {name} was changed in Spiris too: {there}. The register has: {here}.</source><translation>Adressen till {name} har ändrats även i Spiris: {there}. Kassan har: {here}.</translation></message>
    <message><source>The answer can't be written: {reason}.</source><translation>Svaret kan inte skrivas: {reason}.</translation></message>
    <message><source>The answer from Spiris has no code.</source><translation>Svaret från Spiris saknar kod.</translation></message>
    <message><source>The answer was lost. Spiris is asked whether it came before anything is sent again.</source><translation>Svaret kom bort. Spiris tillfrågas om det kom fram innan något skickas igen.</translation></message>
    <message><source>The article group is missing.</source><translation>Varugruppen saknas.</translation></message>
    <message><source>The article has more than {most} barcodes.</source><translation>Artikeln har fler än {most} streckkoder.</translation></message>
    <message><source>The article in Spiris has no sales account.</source><translation>Artikeln i Spiris saknar försäljningskonto.</translation></message>
    <message><source>The article number is longer than {most} characters.</source><translation>Artikelnumret är längre än {most} tecken.</translation></message>
    <message><source>The article number is missing.</source><translation>Artikelnumret saknas.</translation></message>
    <message><source>The article {number} that this register invoices with is not active in Spiris.</source><translation>Artikeln {number} som kassan fakturerar med är inte aktiv i Spiris.</translation></message>
    <message><source>The articles are imported.</source><translation>Artiklarna är inlästa.</translation></message>
    <message><source>The backup can't be put in {path}: {reason}.</source><translation>Säkerhetskopian kan inte läggas i {path}: {reason}.</translation></message>
    <message><source>The backup {path} can't be written: {reason}.</source><translation>Säkerhetskopian {path} går inte att skriva: {reason}.</translation></message>
    <message><source>The backup {path} is damaged.</source><translation>Säkerhetskopian {path} är skadad.</translation></message>
    <message><source>The barcode {code} belongs to article {number}.</source><translation>Streckkoden {code} hör till artikel {number}.</translation></message>
    <message><source>The barcode {code} belongs to {name} already.</source><translation>Streckkoden {code} hör redan till {name}.</translation></message>
    <message><source>The basket is not parked any more.</source><translation>Köpet är inte parkerat längre.</translation></message>
    <message><source>The basket is parked.</source><translation>Köpet är parkerat.</translation></message>
    <message><source>The basket waits here meanwhile.</source><translation>Köpet väntar här så länge.</translation></message>
    <message><source>The books are locked up to {day}.</source><translation>Bokföringen är låst till och med {day}.</translation></message>
    <message><source>The cashier is told what the drawer should hold by the Z report only.</source><translation>Kassören får veta vad lådan borde innehålla först på Z-rapporten.</translation></message>
    <message><source>The cashier may change the price in a sale</source><translation>Kassören får ändra priset i en försäljning</translation></message>
    <message><source>The certificate {path} for the answer from Spiris can't be used.</source><translation>Certifikatet {path} för svaret från Spiris kan inte användas.</translation></message>
    <message><source>The city has {letters} letters.</source><translation>Orten har {letters} tecken.</translation></message>
    <message><source>The city is missing.</source><translation>Orten saknas.</translation></message>
    <message><source>The client id and the secret are needed.</source><translation>Klient-id och hemlighet behövs.</translation></message>
    <message><source>The clock was set back.</source><translation>Klockan har ställts tillbaka.</translation></message>
    <message><source>The code {code} holds no weight and no price.</source><translation>Koden {code} saknar vikt och pris.</translation></message>
    <message><source>The comment has {letters} letters.</source><translation>Kommentaren har {letters} tecken.</translation></message>
    <message><source>The company</source><translation>Företaget</translation></message>
    <message><source>The company does no bookkeeping in Spiris this year.</source><translation>Företaget bokför inte i Spiris detta år.</translation></message>
    <message><source>The company is not active in Spiris.</source><translation>Företaget är inte aktivt i Spiris.</translation></message>
    <message><source>The company {name} can only be read in Spiris.</source><translation>Företaget {name} kan bara läsas i Spiris.</translation></message>
    <message><source>The company's Spiris is not open to this program: {said}</source><translation>Företagets Spiris är inte öppet för programmet: {said}</translation></message>
    <message><source>The company's accounts</source><translation>Företagets konton</translation></message>
    <message><source>The company's name is missing.</source><translation>Företagets namn saknas.</translation></message>
    <message><source>The company, its number and the register can't be changed while a paper waits for the control unit.</source><translation>Företaget, dess nummer och kassan kan inte ändras medan ett papper väntar på kontrollenheten.</translation></message>
    <message><source>The company, its number and the register can't be changed while a shift is open: its Z report names them.</source><translation>Företaget, dess nummer och kassan kan inte ändras medan ett skift är öppet: dess Z-rapport nämner dem.</translation></message>
    <message><source>The connecting was stopped.</source><translation>Anslutningen avbröts.</translation></message>
    <message><source>The connection ends when the consultant leaves; let somebody of the company connect.</source><translation>Anslutningen upphör när konsulten slutar; låt någon i företaget ansluta.</translation></message>
    <message><source>The connection may not do all that is needed.</source><translation>Anslutningen har inte alla rättigheter som behövs.</translation></message>
    <message><source>The connection to the mail server was lost before it had the mail.</source><translation>Förbindelsen med e-postservern bröts innan den hade brevet.</translation></message>
    <message><source>The consent was not given.</source><translation>Samtycket gavs inte.</translation></message>
    <message><source>The consent's address</source><translation>Samtyckets adress</translation></message>
    <message><source>The control unit already holds receipt {number} with other amounts.</source><translation>Kontrollenheten har redan kvitto {number} med andra belopp.</translation></message>
    <message><source>The control unit answers, and is ready.</source><translation>Kontrollenheten svarar och är klar.</translation></message>
    <message><source>The control unit can't be told of a register called “{register}”.</source><translation>Kontrollenheten tar inte emot en kassa som heter ”{register}”.</translation></message>
    <message><source>The control unit can't be told of it: choose 1 to 16 letters A to Z and digits.</source><translation>Kontrollenheten kan inte ta emot den: välj 1 till 16 bokstäver A till Z och siffror.</translation></message>
    <message><source>The control unit does not answer.</source><translation>Kontrollenheten svarar inte.</translation></message>
    <message><source>The control unit does not know this register.</source><translation>Kontrollenheten känner inte till den här kassan.</translation></message>
    <message><source>The control unit has no place for VAT of {rate} %.</source><translation>Kontrollenheten har ingen plats för moms på {rate} %.</translation></message>
    <message><source>The control unit is busy.</source><translation>Kontrollenheten är upptagen.</translation></message>
    <message><source>The control unit refused number {number} with fault {code}.</source><translation>Kontrollenheten nekade nummer {number} med fel {code}.</translation></message>
    <message><source>The control unit reports a fault.</source><translation>Kontrollenheten anger ett fel.</translation></message>
    <message><source>The control unit works, but reports a fault.</source><translation>Kontrollenheten fungerar, men rapporterar ett fel.</translation></message>
    <message><source>The control unit's answer did not arrive.</source><translation>Kontrollenhetens svar kom inte fram.</translation></message>
    <message><source>The control unit's licence does not reach for this register.</source><translation>Kontrollenhetens licens räcker inte till den här kassan.</translation></message>
    <message><source>The control unit's memory is full.</source><translation>Kontrollenhetens minne är fullt.</translation></message>
    <message><source>The control unit's memory is nearly full.</source><translation>Kontrollenhetens minne är nästan fullt.</translation></message>
    <message><source>The control unit's program is too old.</source><translation>Kontrollenhetens program är för gammalt.</translation></message>
    <message><source>The control unit's serial port can't be opened.</source><translation>Kontrollenhetens serieport kan inte öppnas.</translation></message>
    <message><source>The copy is being e-mailed to {address}.</source><translation>Kopian skickas till {address}.</translation></message>
    <message><source>The copy is on its way already.</source><translation>Kopian är redan på väg.</translation></message>
    <message><source>The copy is on its way to the printer.</source><translation>Kopian är på väg till skrivaren.</translation></message>
    <message><source>The copy of receipt {number} may be on paper.</source><translation>Kopian av kvitto {number} kan finnas på papper.</translation></message>
    <message><source>The copy waits to be e-mailed to {address}.</source><translation>Kopian väntar på att skickas till {address}.</translation></message>
    <message><source>The copy was e-mailed to {address}.</source><translation>Kopian skickades till {address}.</translation></message>
    <message><source>The copy was made, but its file was not saved.</source><translation>Kopian gjordes, men filen sparades inte.</translation></message>
    <message><source>The copy was not e-mailed to {address}.</source><translation>Kopian skickades inte till {address}.</translation></message>
    <message><source>The copy was printed instead of e-mailed.</source><translation>Kopian skrevs ut i stället för att skickas.</translation></message>
    <message><source>The cost centre is not active in Spiris.</source><translation>Kostnadsstället är inte aktivt i Spiris.</translation></message>
    <message><source>The cost centre {code} is not in Spiris, or not active there.</source><translation>Kostnadsstället {code} finns inte i Spiris, eller är inte aktivt där.</translation></message>
    <message><source>The credit is a draft in Spiris.</source><translation>Krediten är ett utkast i Spiris.</translation></message>
    <message><source>The credit is on its way to Spiris.</source><translation>Krediten är på väg till Spiris.</translation></message>
    <message><source>The credit waits to be sent to Spiris.</source><translation>Krediten väntar på att skickas till Spiris.</translation></message>
    <message><source>The credit was withdrawn and is not in Spiris.</source><translation>Krediten drogs tillbaka och finns inte i Spiris.</translation></message>
    <message><source>The customer</source><translation>Kunden</translation></message>
    <message><source>The customer is sent the one copy of the receipt that the law allows, marked KOPIA.</source><translation>Kunden får den enda kopia av kvittot som lagen tillåter, märkt KOPIA.</translation></message>
    <message><source>The customer is sent the receipt itself: nothing was printed of it.</source><translation>Kunden får själva kvittot: inget av det har skrivits ut.</translation></message>
    <message><source>The customer lacks what an e-invoice needs: {said}</source><translation>Kunden saknar det som en e-faktura behöver: {said}</translation></message>
    <message><source>The customer pays {amount} with Swish</source><translation>Kunden betalar {amount} med Swish</translation></message>
    <message><source>The customer scans the code and pays {amount}</source><translation>Kunden läser av koden och betalar {amount}</translation></message>
    <message><source>The customer's VAT number is not valid.</source><translation>Kundens momsregistreringsnummer är inte giltigt.</translation></message>
    <message><source>The customers are fetched from Spiris; you can watch it on the page Customers.</source><translation>Kunderna hämtas från Spiris; du kan följa det på sidan Kunder.</translation></message>
    <message><source>The date lies in a fiscal year that is locked in Spiris.</source><translation>Datumet ligger i ett räkenskapsår som är låst i Spiris.</translation></message>
    <message><source>The date lies in a period that is locked in Spiris.</source><translation>Datumet ligger i en period som är låst i Spiris.</translation></message>
    <message><source>The date lies in a period that is reconciled and locked in Spiris.</source><translation>Datumet ligger i en period som är avstämd och låst i Spiris.</translation></message>
    <message><source>The day</source><translation>Dagen</translation></message>
    <message><source>The deposit {number} has no price.</source><translation>Panten {number} har inget pris.</translation></message>
    <message><source>The details are in {place}</source><translation>Detaljerna finns i {place}</translation></message>
    <message><source>The difference is {amount} until everything has arrived.</source><translation>Differensen är {amount} tills allt har kommit fram.</translation></message>
    <message><source>The difference is {amount}.</source><translation>Differensen är {amount}.</translation></message>
    <message><source>The directory {directory} can't be made: {reason}.</source><translation>Katalogen {directory} går inte att skapa: {reason}.</translation></message>
    <message><source>The discount is more than the line costs.</source><translation>Rabatten är mer än raden kostar.</translation></message>
    <message><source>The discount is more than the sale costs.</source><translation>Rabatten är mer än köpet kostar.</translation></message>
    <message><source>The discount is not given yet.</source><translation>Rabatten är inte given än.</translation></message>
    <message><source>The disk did not read or write as it should.</source><translation>Disken läste eller skrev inte som den ska.</translation></message>
    <message><source>The disk is full.</source><translation>Disken är full.</translation></message>
    <message><source>The document to print is not in the file.</source><translation>Det som skulle skrivas ut finns inte i filen.</translation></message>
    <message><source>The document to send is not in the file.</source><translation>Handlingen som ska skickas finns inte i filen.</translation></message>
    <message><source>The draft of {reference} is not in Spiris any more, and it was not booked.</source><translation>Utkastet {reference} finns inte kvar i Spiris och har inte bokförts.</translation></message>
    <message><source>The drawer is not opened again from here.</source><translation>Lådan öppnas inte en gång till härifrån.</translation></message>
    <message><source>The drawer is right.</source><translation>Kassan stämmer.</translation></message>
    <message><source>The drawer opens through the printer, and this register has none.</source><translation>Lådan öppnas genom skrivaren, och den här kassan har ingen.</translation></message>
    <message><source>The drawer opens.</source><translation>Lådan öppnas.</translation></message>
    <message><source>The e-mail to {address} was not sent.</source><translation>Brevet till {address} skickades inte.</translation></message>
    <message><source>The export was stopped.</source><translation>Exporten stoppades.</translation></message>
    <message><source>The fetch was stopped.</source><translation>Hämtningen stoppades.</translation></message>
    <message><source>The file could not be written.</source><translation>Filen kunde inte skrivas.</translation></message>
    <message><source>The file for the papers can't be written.</source><translation>Filen för utskrifterna kan inte skrivas.</translation></message>
    <message><source>The file has no row of headings that can be understood.</source><translation>Filen har ingen rubrikrad som går att förstå.</translation></message>
    <message><source>The file is no picture that can be read.</source><translation>Filen är ingen bild som kan läsas.</translation></message>
    <message><source>The file shows it as it stands. Run “openpos check” for all that is wrong.</source><translation>Filen visar det som det är. Kör ”openpos check” för att se allt som är fel.</translation></message>
    <message><source>The file was changed after it was shown.</source><translation>Filen har ändrats sedan den visades.</translation></message>
    <message><source>The file {file} can't be written: {reason}.</source><translation>Filen {file} kan inte skrivas: {reason}.</translation></message>
    <message><source>The file {name} can't be read.</source><translation>Filen {name} kan inte läsas.</translation></message>
    <message><source>The first day possible</source><translation>Första möjliga dag</translation></message>
    <message><source>The first manager</source><translation>Den första chefen</translation></message>
    <message><source>The first {count} are shown: search for the others.</source><translation>De första {count} visas: sök efter de andra.</translation></message>
    <message><source>The fiscal year can't be created: {said}</source><translation>Räkenskapsåret kan inte skapas: {said}</translation></message>
    <message><source>The fiscal year of {day} is locked in Spiris.</source><translation>Räkenskapsåret för {day} är låst i Spiris.</translation></message>
    <message><source>The float is the change that lies in the drawer when the day begins.</source><translation>Växelkassan är växeln som ligger i lådan när dagen börjar.</translation></message>
    <message><source>The float was lowered by {amount}.</source><translation>Växelkassan minskades med {amount}.</translation></message>
    <message><source>The float was raised by {amount}.</source><translation>Växelkassan ökades med {amount}.</translation></message>
    <message><source>The folder of {file} is not there.</source><translation>Mappen för {file} finns inte.</translation></message>
    <message><source>The gift card {code} was not sold here.</source><translation>Presentkortet {code} är inte sålt här.</translation></message>
    <message><source>The gift card's digits</source><translation>Presentkortets siffror</translation></message>
    <message><source>The group's name is longer than {most} characters.</source><translation>Varugruppens namn är längre än {most} tecken.</translation></message>
    <message><source>The guard {name} is gone from the register's file.</source><translation>Skyddet {name} saknas i kassans fil.</translation></message>
    <message><source>The headings “{first}” and “{second}” mean the same.</source><translation>Rubrikerna ”{first}” och ”{second}” betyder samma sak.</translation></message>
    <message><source>The highest is {most}.</source><translation>Det högsta är {most}.</translation></message>
    <message><source>The import was stopped.</source><translation>Inläsningen stoppades.</translation></message>
    <message><source>The invoice can't be booked: its year or period is locked.</source><translation>Fakturan kan inte bokföras: året eller perioden är låst.</translation></message>
    <message><source>The invoice is a draft in Spiris.</source><translation>Fakturan är ett utkast i Spiris.</translation></message>
    <message><source>The invoice is booked, and Spiris did not mail it: {said}</source><translation>Fakturan är bokförd, men Spiris mejlade den inte: {said}</translation></message>
    <message><source>The invoice is booked; whether Spiris mailed it is not known.</source><translation>Fakturan är bokförd; om Spiris mejlade den är inte känt.</translation></message>
    <message><source>The invoice is on its way to Spiris.</source><translation>Fakturan är på väg till Spiris.</translation></message>
    <message><source>The invoice waits to be sent to Spiris.</source><translation>Fakturan väntar på att skickas till Spiris.</translation></message>
    <message><source>The invoice was withdrawn and is not in Spiris.</source><translation>Fakturan drogs tillbaka och finns inte i Spiris.</translation></message>
    <message><source>The journal is damaged. The file shows it as it stands.</source><translation>Journalminnet är skadat. Filen visar det som det är.</translation></message>
    <message><source>The journal is damaged: {where}: {what}.</source><translation>Journalminnet är skadat: {where}: {what}.</translation></message>
    <message><source>The largest is 99 999.</source><translation>Det största är 99 999.</translation></message>
    <message><source>The largest is 999 999 999,99.</source><translation>Det största är 999 999 999,99.</translation></message>
    <message><source>The last day is before the first.</source><translation>Sista dagen är före den första.</translation></message>
    <message><source>The last digit of {code} is wrong: an {name} with these digits ends in {expected}.</source><translation>Sista siffran i {code} är fel: {name} med de här siffrorna slutar på {expected}.</translation></message>
    <message><source>The last one arrived {at}.</source><translation>Den senaste kom fram {at}.</translation></message>
    <message><source>The letters of the series in Spiris that Z reports are booked in, like K; empty for the usual one.</source><translation>Bokstaven för den serie i Spiris som Z-rapporter bokförs i, till exempel K. Tomt för den vanliga.</translation></message>
    <message><source>The letters of {name} can't be read: it is neither UTF-8 nor Windows-1252.</source><translation>Bokstäverna i {name} går inte att läsa: filen är varken UTF-8 eller Windows-1252.</translation></message>
    <message><source>The line</source><translation>Raden</translation></message>
    <message><source>The line is not there any more.</source><translation>Raden finns inte längre.</translation></message>
    <message><source>The mail server asks to come back later.</source><translation>E-postservern ber oss komma tillbaka senare.</translation></message>
    <message><source>The mail server can't be reached.</source><translation>E-postservern kan inte nås.</translation></message>
    <message><source>The mail server can't prove who it is.</source><translation>E-postservern kan inte bevisa vem den är.</translation></message>
    <message><source>The mail server does not speak this kind of encryption.</source><translation>E-postservern använder inte den här sortens kryptering.</translation></message>
    <message><source>The mail server does not take the customer's address.</source><translation>E-postservern godtar inte kundens adress.</translation></message>
    <message><source>The mail server does not take the mail.</source><translation>E-postservern tar inte emot brevet.</translation></message>
    <message><source>The mail server offers no encryption.</source><translation>E-postservern erbjuder ingen kryptering.</translation></message>
    <message><source>The mail server refuses the user name or the password.</source><translation>E-postservern godtar inte användarnamnet eller lösenordet.</translation></message>
    <message><source>The mail server said: “{said}”</source><translation>E-postservern sade: ”{said}”</translation></message>
    <message><source>The mail server takes no mail from the shop's address.</source><translation>E-postservern tar inte emot e-post från butikens adress.</translation></message>
    <message><source>The mail server took the mail and then said nothing.</source><translation>E-postservern tog emot brevet men svarade sedan inte.</translation></message>
    <message><source>The method of payment Invoice is on for all cost centres. It can be switched off for each of them on the page Methods of payment.</source><translation>Betalsättet Faktura är på för alla kostnadsställen. Det kan stängas av för vart och ett på sidan Betalsätt.</translation></message>
    <message><source>The name has {count} characters.</source><translation>Namnet har {count} tecken.</translation></message>
    <message><source>The name is missing.</source><translation>Namnet saknas.</translation></message>
    <message><source>The name is too long.</source><translation>Namnet är för långt.</translation></message>
    <message><source>The next shift's float; the rest goes to the bank. Empty where it is decided later.</source><translation>Nästa skifts växelkassa; resten går till banken. Tomt om det bestäms senare.</translation></message>
    <message><source>The oldest waits since {at}.</source><translation>Den äldsta väntar sedan {at}.</translation></message>
    <message><source>The page Sent to Spiris says why, and what to do.</source><translation>Sidan Skickat till Spiris säger varför, och vad som ska göras.</translation></message>
    <message><source>The paper came</source><translation>Papperet kom</translation></message>
    <message><source>The paper is on its way already.</source><translation>Utskriften är redan på väg.</translation></message>
    <message><source>The password is kept.</source><translation>Lösenordet är sparat.</translation></message>
    <message><source>The payment has begun.</source><translation>Betalningen har börjat.</translation></message>
    <message><source>The person who connected has no access to the company any more.</source><translation>Personen som anslöt har inte längre åtkomst till företaget.</translation></message>
    <message><source>The person who connected may not do this in Spiris.</source><translation>Personen som anslöt får inte göra detta i Spiris.</translation></message>
    <message><source>The person who connected may only read in Spiris.</source><translation>Personen som anslöt får bara läsa i Spiris.</translation></message>
    <message><source>The picture has too many dots.</source><translation>Bilden har för många punkter.</translation></message>
    <message><source>The picture is too large.</source><translation>Bilden är för stor.</translation></message>
    <message><source>The plan of faults can't be used: {reason}.</source><translation>Felplanen går inte att använda: {reason}.</translation></message>
    <message><source>The postal code has {letters} letters.</source><translation>Postnumret har {letters} tecken.</translation></message>
    <message><source>The postal code is missing.</source><translation>Postnumret saknas.</translation></message>
    <message><source>The price is missing.</source><translation>Priset saknas.</translation></message>
    <message><source>The printer can't be reached.</source><translation>Skrivaren går inte att nå.</translation></message>
    <message><source>The printer has stopped.</source><translation>Skrivaren har stannat.</translation></message>
    <message><source>The printer hung up before anything was sent.</source><translation>Skrivaren bröt förbindelsen innan något hade skickats.</translation></message>
    <message><source>The printer is out of paper.</source><translation>Papperet är slut i skrivaren.</translation></message>
    <message><source>The printer stopped taking the paper on the way.</source><translation>Skrivaren slutade ta emot mitt i utskriften.</translation></message>
    <message><source>The printer was away before. Look whose it is.</source><translation>Skrivaren var borta förut. Se efter vems det är.</translation></message>
    <message><source>The printer's address in the network, like 192.168.1.50.</source><translation>Skrivarens adress i nätverket, som 192.168.1.50.</translation></message>
    <message><source>The printer's cover is open.</source><translation>Skrivarens lucka är öppen.</translation></message>
    <message><source>The printer's own number for CP858, on most 19: change it if å, ä, ö or € come out wrong.</source><translation>Skrivarens eget nummer för CP858, oftast 19: ändra det om å, ä, ö eller € blir fel.</translation></message>
    <message><source>The printer's paper is nearly at its end.</source><translation>Papperet i skrivaren är snart slut.</translation></message>
    <message><source>The printer's serial port can't be opened.</source><translation>Skrivarens serieport kan inte öppnas.</translation></message>
    <message><source>The pro forma invoice is on its way to the printer.</source><translation>Proformafakturan är på väg till skrivaren.</translation></message>
    <message><source>The program is closing.</source><translation>Programmet stängs.</translation></message>
    <message><source>The program stopped while it printed.</source><translation>Programmet stannade under utskriften.</translation></message>
    <message><source>The program stopped while it sent the receipt.</source><translation>Programmet stannade medan kvittot skickades.</translation></message>
    <message><source>The program's own name where it is empty.</source><translation>Programmets eget namn om det är tomt.</translation></message>
    <message><source>The project has ended in Spiris.</source><translation>Projektet är avslutat i Spiris.</translation></message>
    <message><source>The reason is missing.</source><translation>Orsaken saknas.</translation></message>
    <message><source>The receipt has no line {line}.</source><translation>Kvittot har ingen rad {line}.</translation></message>
    <message><source>The receipt is e-mailed instead of being printed. Leave it empty to print it.</source><translation>Kvittot skickas med e-post i stället för att skrivas ut. Lämna tomt för att skriva ut det.</translation></message>
    <message><source>The receipt is full: {lines} lines.</source><translation>Kvittot är fullt: {lines} rader.</translation></message>
    <message><source>The receipt is on its way already.</source><translation>Kvittot är redan på väg.</translation></message>
    <message><source>The receipt may have been sent already.</source><translation>Kvittot kan redan ha skickats.</translation></message>
    <message><source>The receipt sold a gift card.</source><translation>Kvittot gällde ett presentkort.</translation></message>
    <message><source>The receipt waits for its control code before it is e-mailed.</source><translation>Kvittot väntar på sin kontrollkod innan det skickas med e-post.</translation></message>
    <message><source>The receipt was paid in exchange or by invoice.</source><translation>Kvittot betalades genom kvittning eller faktura.</translation></message>
    <message><source>The reference has {letters} letters.</source><translation>Referensen har {letters} tecken.</translation></message>
    <message><source>The register can't write its file {path}.</source><translation>Kassan kan inte skriva i sin fil {path}.</translation></message>
    <message><source>The register in {directory} is open in another program.</source><translation>Kassan i {directory} är öppen i ett annat program.</translation></message>
    <message><source>The register's designation is missing.</source><translation>Kassans beteckning saknas.</translation></message>
    <message><source>The register's file is of an older version.</source><translation>Kassans fil är av en äldre version.</translation></message>
    <message><source>The register's file {path} is damaged.</source><translation>Kassans fil {path} är skadad.</translation></message>
    <message><source>The register's file {path} is missing, but its log {log} is there.</source><translation>Kassans fil {path} saknas, men dess logg {log} finns.</translation></message>
    <message><source>The register's file {path} was made by a newer version of OpenPOS.</source><translation>Kassans fil {path} är gjord av en nyare version av OpenPOS.</translation></message>
    <message><source>The register's own folder takes no papers.</source><translation>I kassans egen mapp läggs inga utskrifter.</translation></message>
    <message><source>The report is on its way to the printer.</source><translation>Rapporten är på väg till skrivaren.</translation></message>
    <message><source>The reversed VAT is zero.</source><translation>Den omvända momsen är noll.</translation></message>
    <message><source>The row ends before the column “{heading}”.</source><translation>Raden slutar före kolumnen ”{heading}”.</translation></message>
    <message><source>The row has neither an article number nor a barcode.</source><translation>Raden har varken artikelnummer eller streckkod.</translation></message>
    <message><source>The row has {found} cells under {expected} headings.</source><translation>Raden har {found} celler under {expected} rubriker.</translation></message>
    <message><source>The row holds characters that can't be read.</source><translation>Raden har tecken som inte går att läsa.</translation></message>
    <message><source>The row is longer than {most} characters.</source><translation>Raden är längre än {most} tecken.</translation></message>
    <message><source>The sale is not completed yet.</source><translation>Köpet är inte slutfört än.</translation></message>
    <message><source>The sale is paid already.</source><translation>Köpet är redan betalt.</translation></message>
    <message><source>The sale was invoiced.</source><translation>Köpet fakturerades.</translation></message>
    <message><source>The sale was not invoiced.</source><translation>Köpet fakturerades inte.</translation></message>
    <message><source>The same “{name}” stands there twice.</source><translation>Samma ”{name}” står där två gånger.</translation></message>
    <message><source>The screen's language. The receipts' own stands among the shop's details.</source><translation>Skärmens språk. Kvittonas eget finns bland butikens uppgifter.</translation></message>
    <message><source>The script parked nothing as {name}.</source><translation>Skriptet har inte parkerat något som {name}.</translation></message>
    <message><source>The second line of the address has {letters} letters.</source><translation>Adressens andra rad har {letters} tecken.</translation></message>
    <message><source>The secret and the access are kept in this computer's keyring and nowhere else, and are never shown again. You can take the access back at any time, here or in Spiris.</source><translation>Hemligheten och tillgången sparas i den här datorns nyckelring och ingen annanstans, och visas aldrig igen. Du kan ta tillbaka tillgången när som helst, här eller i Spiris.</translation></message>
    <message><source>The shift is closed. Z report {number} is on disk.</source><translation>Skiftet är stängt. Z-rapport {number} är sparad.</translation></message>
    <message><source>The shift was closed at the set hour.</source><translation>Skiftet stängdes vid inställd tid.</translation></message>
    <message><source>The shop</source><translation>Butiken</translation></message>
    <message><source>The shop is not connected to Spiris.</source><translation>Butiken är inte ansluten till Spiris.</translation></message>
    <message><source>The shop is not entered yet.</source><translation>Butiken är inte inlagd ännu.</translation></message>
    <message><source>The shop's articles come from a CSV file</source><translation>Butikens artiklar kommer från en CSV-fil</translation></message>
    <message><source>The shop's client id and secret are missing.</source><translation>Butikens klient-id och hemlighet saknas.</translation></message>
    <message><source>The shop's details</source><translation>Butikens uppgifter</translation></message>
    <message><source>The shop's e-mail address</source><translation>Butikens e-postadress</translation></message>
    <message><source>The shop's number: ten digits that begin with 123.</source><translation>Butikens nummer: tio siffror som börjar med 123.</translation></message>
    <message><source>The shop's own, from Spiris' developer page. Register this redirect address there: {address}</source><translation>Butikens eget, från Spiris utvecklarsida. Registrera den här omdirigeringsadressen där: {address}</translation></message>
    <message><source>The side on which the number pad and the payment keys stand.</source><translation>Sidan där siffrorna och betalknapparna står.</translation></message>
    <message><source>The simulated control unit can't write its file: {reason}.</source><translation>Den simulerade kontrollenheten kan inte skriva sin fil: {reason}.</translation></message>
    <message><source>The simulator can't start: {reason}.</source><translation>Simulatorn kan inte starta: {reason}.</translation></message>
    <message><source>The start-up guide in Spiris is not finished.</source><translation>Startguiden i Spiris är inte slutförd.</translation></message>
    <message><source>The steps</source><translation>Stegen</translation></message>
    <message><source>The street has {letters} letters.</source><translation>Gatan har {letters} tecken.</translation></message>
    <message><source>The test page was handed to Windows, which prints it.</source><translation>Provutskriften lämnades till Windows, som skriver ut den.</translation></message>
    <message><source>The test page was sent to the printer.</source><translation>Provsidan skickades till skrivaren.</translation></message>
    <message><source>The test page was written.</source><translation>Provutskriften skrevs.</translation></message>
    <message><source>The total would be over {limit}.</source><translation>Summan skulle bli över {limit}.</translation></message>
    <message><source>The transfer was stopped.</source><translation>Överföringen stoppades.</translation></message>
    <message><source>The two PINs are not the same.</source><translation>PIN-koderna är inte lika.</translation></message>
    <message><source>The virtual printer has a window of its own.</source><translation>Den virtuella skrivaren har ett eget fönster.</translation></message>
    <message><source>The voucher arrived, and its Z report could not be attached: {said}</source><translation>Verifikatet har kommit fram, men Z-rapporten kunde inte bifogas: {said}</translation></message>
    <message><source>The voucher is booked on the accounts that are chosen now.</source><translation>Verifikationen är bokförd på de konton som är valda nu.</translation></message>
    <message><source>The voucher to take back is not in Spiris.</source><translation>Verifikatet som ska vändas finns inte i Spiris.</translation></message>
    <message><source>The whole line</source><translation>Hela raden</translation></message>
    <message><source>The whole path: each paper is added to a file, or becomes a file of its own in a folder.</source><translation>Hela sökvägen: varje utskrift läggs till i en fil eller blir en egen fil i en mapp.</translation></message>
    <message><source>The whole sale</source><translation>Hela köpet</translation></message>
    <message><source>Their name stays on receipts; they can't log in any more.</source><translation>Namnet står kvar på kvitton, men personen kan inte logga in längre.</translation></message>
    <message><source>There are other payments.</source><translation>Det finns andra betalningar.</translation></message>
    <message><source>There is a file {file} already.</source><translation>Det finns redan en fil {file}.</translation></message>
    <message><source>There is a register in {directory} already.</source><translation>Det finns redan en kassa i {directory}.</translation></message>
    <message><source>There is a {name} already.</source><translation>{name} finns redan.</translation></message>
    <message><source>There is no Z report yet.</source><translation>Det finns ingen Z-rapport än.</translation></message>
    <message><source>There is no Z report {number}.</source><translation>Det finns ingen Z-rapport {number}.</translation></message>
    <message><source>There is no amount yet.</source><translation>Inget belopp är angivet.</translation></message>
    <message><source>There is no article {number} for the deposit.</source><translation>Det finns ingen artikel {number} för panten.</translation></message>
    <message><source>There is no customer {number}.</source><translation>Det finns ingen kund {number}.</translation></message>
    <message><source>There is no department to sell {amount} in.</source><translation>Det finns ingen varugruppsknapp att sälja {amount} på.</translation></message>
    <message><source>There is no file {path}.</source><translation>Det finns ingen fil {path}.</translation></message>
    <message><source>There is no fiscal year in Spiris for this date.</source><translation>Det finns inget räkenskapsår i Spiris för detta datum.</translation></message>
    <message><source>There is no fiscal year in Spiris for today.</source><translation>Det finns inget räkenskapsår i Spiris för i dag.</translation></message>
    <message><source>There is no fiscal year in Spiris for {day}.</source><translation>Det finns inget räkenskapsår i Spiris för {day}.</translation></message>
    <message><source>There is no line to change.</source><translation>Det finns ingen rad att ändra.</translation></message>
    <message><source>There is no line to remove.</source><translation>Det finns ingen rad att ta bort.</translation></message>
    <message><source>There is no open fiscal year in Spiris for {day}.</source><translation>Det finns inget öppet räkenskapsår i Spiris för {day}.</translation></message>
    <message><source>There is no quantity yet.</source><translation>Inget antal är angivet.</translation></message>
    <message><source>There is no receipt {number}.</source><translation>Det finns inget kvitto {number}.</translation></message>
    <message><source>There is no register in {directory}.</source><translation>Det finns ingen kassa i {directory}.</translation></message>
    <message><source>There is no room for the file {file}.</source><translation>Det finns inte plats för filen {file}.</translation></message>
    <message><source>There is no such cost centre.</source><translation>Det finns inget sådant kostnadsställe.</translation></message>
    <message><source>There is no such report.</source><translation>Den rapporten finns inte.</translation></message>
    <message><source>There is nothing left on this gift card.</source><translation>Det finns inget kvar på presentkortet.</translation></message>
    <message><source>There is nothing more to send of this.</source><translation>Av detta finns inget mer att skicka.</translation></message>
    <message><source>There is nothing new in this file.</source><translation>Det finns inget nytt i filen.</translation></message>
    <message><source>There is nothing to invoice.</source><translation>Det finns inget att fakturera.</translation></message>
    <message><source>There is nothing to park.</source><translation>Det finns inget att parkera.</translation></message>
    <message><source>There is nothing to pay for.</source><translation>Det finns inget att betala.</translation></message>
    <message><source>There is nothing to return.</source><translation>Det finns inget att lämna tillbaka.</translation></message>
    <message><source>There is nothing to show.</source><translation>Det finns inget att visa.</translation></message>
    <message><source>There is nothing to take a discount off.</source><translation>Det finns inget att ge rabatt på.</translation></message>
    <message><source>There is only {left} on the gift card {code}.</source><translation>Det finns bara {left} på presentkortet {code}.</translation></message>
    <message><source>These accounts are not in Spiris: {accounts}.</source><translation>De här kontona finns inte i Spiris: {accounts}.</translation></message>
    <message><source>These accounts can't be booked on in Spiris: {accounts}.</source><translation>Det går inte att bokföra på de här kontona i Spiris: {accounts}.</translation></message>
    <message><source>They hold from the next document on. What was booked is put right on Z reports and vouchers.</source><translation>De gäller från nästa dokument. Det som redan är bokfört rättas på Z-rapporter och verifikationer.</translation></message>
    <message><source>This computer lacks the library that reaches USB printers.</source><translation>Datorn saknar biblioteket som når USB-skrivare.</translation></message>
    <message><source>This computer's keyring is not there or is locked, so the access to Spiris can't be kept safely.</source><translation>Datorns nyckelring saknas eller är låst, så åtkomsten till Spiris kan inte sparas säkert.</translation></message>
    <message><source>This computer's keyring, where the mail server's password is kept, can't be opened.</source><translation>Datorns nyckelring, där e-postserverns lösenord ligger, kan inte öppnas.</translation></message>
    <message><source>This connection is for trying things out, and the company is a real one.</source><translation>Anslutningen är till för att prova, men företaget är ett riktigt.</translation></message>
    <message><source>This customer can't be invoiced.</source><translation>Den här kunden kan inte faktureras.</translation></message>
    <message><source>This is a new group.</source><translation>Det här är en ny grupp.</translation></message>
    <message><source>This is a return.</source><translation>Det här är en retur.</translation></message>
    <message><source>This is another company than the one this register is connected to: {name}, {number}.</source><translation>Detta är ett annat företag än det som kassan är ansluten till: {name}, {number}.</translation></message>
    <message><source>This is missing.</source><translation>Det här saknas.</translation></message>
    <message><source>This is no path of a file.</source><translation>Det är ingen sökväg till en fil.</translation></message>
    <message><source>This is not confirmed.</source><translation>Det här är inte intygat.</translation></message>
    <message><source>This is not in the company's Spiris package.</source><translation>Detta ingår inte i företagets Spirispaket.</translation></message>
    <message><source>This is not the answer to the consent that was asked for here.</source><translation>Detta är inte svaret på det samtycke som begärdes här.</translation></message>
    <message><source>This is practice receipt {number}: nothing was sold.</source><translation>Det här är övningskvitto {number}: inget såldes.</translation></message>
    <message><source>This is pro forma {number} and no receipt.</source><translation>Det här är underlag {number} och inget kvitto.</translation></message>
    <message><source>This is the code of receipt {number}.</source><translation>Det här är koden på kvitto {number}.</translation></message>
    <message><source>This line is no UTF-8 text.</source><translation>Raden är inte UTF-8-text.</translation></message>
    <message><source>This line is too long for an act.</source><translation>Raden är för lång för en händelse.</translation></message>
    <message><source>This person no longer works here.</source><translation>Den här personen arbetar inte längre här.</translation></message>
    <message><source>This register</source><translation>Den här kassan</translation></message>
    <message><source>This register belongs here</source><translation>Den här kassan hör hit</translation></message>
    <message><source>This register belongs to cost centre</source><translation>Den här kassan hör till kostnadsställe</translation></message>
    <message><source>This register has no printer</source><translation>Den här kassan har ingen skrivare</translation></message>
    <message><source>This register has no printer.</source><translation>Den här kassan har ingen skrivare.</translation></message>
    <message><source>This register is a real shop's.</source><translation>Den här kassan är en riktig butiks.</translation></message>
    <message><source>This register is not connected to Spiris for invoicing.</source><translation>Kassan är inte ansluten till Spiris för fakturering.</translation></message>
    <message><source>This register is not connected to Spiris.</source><translation>Kassan är inte ansluten till Spiris.</translation></message>
    <message><source>This register's consent now gives access to another company: {name}, {number}.</source><translation>Kassans medgivande gäller nu ett annat företag: {name}, {number}.</translation></message>
    <message><source>This shop sells without a control unit: the rules or a decision by the Tax Agency exempt it.</source><translation>Butiken säljer utan kontrollenhet: reglerna eller ett beslut av Skatteverket undantar den.</translation></message>
    <message><source>This shop takes no Swish.</source><translation>Butiken tar inte Swish.</translation></message>
    <message><source>This user may not use the USB printer.</source><translation>Den här användaren får inte använda USB-skrivaren.</translation></message>
    <message><source>This voucher is in the books of another company.</source><translation>Verifikationen finns i ett annat företags bokföring.</translation></message>
    <message><source>This voucher was taken back already.</source><translation>Verifikationen är redan tillbakatagen.</translation></message>
    <message><source>Three of the next article</source><translation>Tre av nästa artikel</translation></message>
    <message><source>Tip</source><translation>Dricks</translation></message>
    <message><source>Tips</source><translation>Dricks</translation></message>
    <message><source>To credit</source><translation>Att kreditera</translation></message>
    <message><source>To mend</source><translation>Att åtgärda</translation></message>
    <message><source>To mend ({count})</source><translation>Att åtgärda ({count})</translation></message>
    <message><source>To pay</source><translation>Att betala</translation></message>
    <message><source>To pay back</source><translation>Att betala tillbaka</translation></message>
    <message><source>To pay by card</source><translation>Att betala med kort</translation></message>
    <message><source>To pay in cash</source><translation>Att betala kontant</translation></message>
    <message><source>To pay with {method}</source><translation>Att betala med {method}</translation></message>
    <message><source>To payment</source><translation>Till betalning</translation></message>
    <message><source>To the bank</source><translation>Till banken</translation></message>
    <message><source>To the checkout</source><translation>Till kassan</translation></message>
    <message><source>To the settings</source><translation>Till inställningarna</translation></message>
    <message><source>Today</source><translation>I dag</translation></message>
    <message><source>Tomorrow</source><translation>I morgon</translation></message>
    <message><source>Too many wrong PINs for {name}.</source><translation>För många fel PIN för {name}.</translation></message>
    <message><source>Total</source><translation>Summa</translation></message>
    <message><source>Touch it to see what is the matter, and what to do.</source><translation>Tryck för att se vad som är fel och vad du kan göra.</translation></message>
    <message><source>Touch it to see what was not printed, and to print it again.</source><translation>Tryck för att se vad som inte skrevs ut och skriva ut det igen.</translation></message>
    <message><source>Touch your name first.</source><translation>Tryck på ditt namn först.</translation></message>
    <message><source>Try again</source><translation>Försök igen</translation></message>
    <message><source>Try again in a minute.</source><translation>Försök igen om en minut.</translation></message>
    <message><source>Try again in a while. If it stays, look at Spiris' page about disturbances.</source><translation>Försök igen om en stund. Om det består, se Spiris sida om driftstörningar.</translation></message>
    <message><source>Try again.</source><translation>Försök igen.</translation></message>
    <message><source>Try again. If the fault stays, call the control unit's supplier.</source><translation>Försök igen. Är felet kvar, ring kontrollenhetens leverantör.</translation></message>
    <message><source>USB</source><translation>USB</translation></message>
    <message><source>USB printer</source><translation>USB-skrivare</translation></message>
    <message><source>Unchanged</source><translation>Oförändrade</translation></message>
    <message><source>Under this name it waits until somebody fetches it.</source><translation>Under det namnet väntar det tills någon hämtar det.</translation></message>
    <message><source>Undo</source><translation>Ångra</translation></message>
    <message><source>Undo the other payments, or take this one by another method.</source><translation>Ångra de andra betalningarna eller ta den här på annat sätt.</translation></message>
    <message><source>Undo the payment to change the sale.</source><translation>Ångra betalningen för att ändra köpet.</translation></message>
    <message><source>Undo them first.</source><translation>Ångra dem först.</translation></message>
    <message><source>Unit</source><translation>Enhet</translation></message>
    <message><source>Unknown</source><translation>Okänt</translation></message>
    <message><source>Unlock it, or install one (on Debian: gnome-keyring) and log in again. Nothing was stored elsewhere.</source><translation>Lås upp den, eller installera en (på Debian: gnome-keyring) och logga in igen. Inget sparades någon annanstans.</translation></message>
    <message><source>Unlock it, or log in to the computer again.</source><translation>Lås upp den, eller logga in på datorn igen.</translation></message>
    <message><source>Use an address that begins with https://; http:// is for this machine only.</source><translation>Använd en adress som börjar med https://; http:// är bara för den här datorn.</translation></message>
    <message><source>Use at most {letters} letters.</source><translation>Använd högst {letters} bokstäver.</translation></message>
    <message><source>Use its key.</source><translation>Använd lådans nyckel.</translation></message>
    <message><source>Use practice mode</source><translation>Använda övningsläge</translation></message>
    <message><source>Use that window, or close it first.</source><translation>Använd det fönstret, eller stäng det först.</translation></message>
    <message><source>Use {acts}.</source><translation>Använd {acts}.</translation></message>
    <message><source>Use {names}.</source><translation>Använd {names}.</translation></message>
    <message><source>Used</source><translation>Används</translation></message>
    <message><source>User name</source><translation>Användarnamn</translation></message>
    <message><source>VAT</source><translation>Moms</translation></message>
    <message><source>VAT can't be booked like this for the customer.</source><translation>Momsen kan inte bokföras så för kunden.</translation></message>
    <message><source>VAT number</source><translation>Momsregistreringsnummer</translation></message>
    <message><source>VAT {amount}</source><translation>moms {amount}</translation></message>
    <message><source>VAT {rate}</source><translation>Moms {rate}</translation></message>
    <message><source>Virtual</source><translation>Virtuell</translation></message>
    <message><source>Virtual printer</source><translation>Virtuell skrivare</translation></message>
    <message><source>Voucher</source><translation>Värdecheck</translation></message>
    <message><source>Voucher series</source><translation>Verifikationsserie</translation></message>
    <message><source>Voucher {number}</source><translation>Verifikation {number}</translation></message>
    <message><source>Vouchers and invoices show here with Spiris' own number.</source><translation>Verifikationer och fakturor visas här med Spiris eget nummer.</translation></message>
    <message><source>Wait a moment and try again.</source><translation>Vänta ett ögonblick och försök igen.</translation></message>
    <message><source>Wait a moment.</source><translation>Vänta ett ögonblick.</translation></message>
    <message><source>Wait {seconds} seconds and try again.</source><translation>Vänta {seconds} sekunder och försök igen.</translation></message>
    <message><source>Waiting for the consent in the browser …</source><translation>Väntar på samtycket i webbläsaren …</translation></message>
    <message><source>Waits</source><translation>Väntar</translation></message>
    <message><source>Waits ({count})</source><translation>Väntar ({count})</translation></message>
    <message><source>Waits for the printer</source><translation>Väntar på skrivaren</translation></message>
    <message><source>Waits to be e-mailed to {address}.</source><translation>Väntar på att skickas till {address}.</translation></message>
    <message><source>Weigh the goods again, or search for the article and enter its weight.</source><translation>Väg varan igen, eller sök artikeln och ange vikten.</translation></message>
    <message><source>Welcome!</source><translation>Välkommen!</translation></message>
    <message><source>What</source><translation>Vad</translation></message>
    <message><source>What Spiris refuses shows here, with the reason and what to do.</source><translation>Det som Spiris nekar visas här, med orsak och vad du kan göra.</translation></message>
    <message><source>What came stays. The rest comes the next time.</source><translation>Det som kom stannar. Resten kommer nästa gång.</translation></message>
    <message><source>What does {name} cost?</source><translation>Vad kostar {name}?</translation></message>
    <message><source>What does {percent} % VAT mean in this file?</source><translation>Vad betyder {percent} % moms i den här filen?</translation></message>
    <message><source>What happens</source><translation>Vad som händer</translation></message>
    <message><source>What is booked</source><translation>Vad som bokförs</translation></message>
    <message><source>What is sold for {amount}?</source><translation>Vad säljs för {amount}?</translation></message>
    <message><source>What is sold while the net is away waits here, and goes by itself.</source><translation>Det som säljs medan nätet är borta väntar här, och skickas av sig självt.</translation></message>
    <message><source>What it does</source><translation>Vad det gör</translation></message>
    <message><source>What it is attached to is not in Spiris.</source><translation>Det som bilagan hör till finns inte i Spiris.</translation></message>
    <message><source>What it is called in the books.</source><translation>Vad det heter i bokföringen.</translation></message>
    <message><source>What should it do?</source><translation>Vad ska det göra?</translation></message>
    <message><source>What the books call it, like 100.</source><translation>Vad bokföringen kallar det, som 100.</translation></message>
    <message><source>What the department keys sell for</source><translation>Vad varugruppsknapparna säljer för</translation></message>
    <message><source>What the discount is on</source><translation>Vad rabatten gäller</translation></message>
    <message><source>What the printer is called among Windows' printers.</source><translation>Vad skrivaren heter bland skrivarna i Windows.</translation></message>
    <message><source>What the shop's Swish app or bank says; empty if unknown.</source><translation>Vad butikens Swish-app eller bank säger; tomt om det inte är känt.</translation></message>
    <message><source>What the terminal's own report says; empty if unknown.</source><translation>Vad terminalens egen rapport säger; tomt om det är okänt.</translation></message>
    <message><source>What was done stays done; ask again.</source><translation>Det som är gjort är gjort; fråga igen.</translation></message>
    <message><source>What was imported stays. Import the file again to go on.</source><translation>Det som lästes in finns kvar. Läs in filen igen för att fortsätta.</translation></message>
    <message><source>What will be refused if nobody mends it</source><translation>Det här kommer att nekas om ingen åtgärdar det</translation></message>
    <message><source>What you call this register, like K1. Each register of the shop has its own.</source><translation>Vad ni kallar kassan, till exempel K1. Varje kassa i butiken har sin egen beteckning.</translation></message>
    <message><source>What you change for a cost centre is as you say there, and elsewhere as everywhere.</source><translation>Det du ändrar för ett kostnadsställe gäller där. I övrigt är det som överallt.</translation></message>
    <message><source>What you have written is not saved.</source><translation>Det du har skrivit är inte sparat.</translation></message>
    <message><source>When</source><translation>När</translation></message>
    <message><source>When a field is touched</source><translation>När ett fält trycks på</translation></message>
    <message><source>When a shift is closed, its takings become a voucher in Spiris, and the two stand here beside each other.</source><translation>När ett skift stängs blir dess intäkter en verifikation i Spiris, och de två visas här bredvid varandra.</translation></message>
    <message><source>Where</source><translation>Var</translation></message>
    <message><source>Where a customer has forgotten something, park the sale and serve the next. It waits here.</source><translation>När en kund har glömt något: parkera köpet och ta nästa kund. Det väntar här.</translation></message>
    <message><source>Where its payments are booked, like 1910.</source><translation>Där betalningarna bokförs, som 1910.</translation></message>
    <message><source>Where the register stands: street, postcode and town.</source><translation>Där kassan står: gata, postnummer och ort.</translation></message>
    <message><source>Where to save the pro forma invoice</source><translation>Var proformafakturan ska sparas</translation></message>
    <message><source>Where to save the receipt</source><translation>Var kvittot ska sparas</translation></message>
    <message><source>Whether more than is due may be taken, and change given in cash.</source><translation>Om mer än beloppet får tas emot och växel ges kontant.</translation></message>
    <message><source>Whether the checkout has a key for it.</source><translation>Om kassan har en knapp för det.</translation></message>
    <message><source>Whether what it settles is rounded to whole kronor.</source><translation>Om det som betalas avrundas till hela kronor.</translation></message>
    <message><source>Which amount? Then choose the department.</source><translation>Vilket belopp? Välj sedan varugrupp.</translation></message>
    <message><source>Which are shown</source><translation>Vilka som visas</translation></message>
    <message><source>Who</source><translation>Vem</translation></message>
    <message><source>Who is at the register?</source><translation>Vem står i kassan?</translation></message>
    <message><source>Whole kronor</source><translation>Hela kronor</translation></message>
    <message><source>Whole sale</source><translation>Hela köpet</translation></message>
    <message><source>Why</source><translation>Varför</translation></message>
    <message><source>Why it is not imported</source><translation>Varför den inte läses in</translation></message>
    <message><source>Why the price is reduced</source><translation>Varför priset är nedsatt</translation></message>
    <message><source>Will be</source><translation>Blir</translation></message>
    <message><source>Windows</source><translation>Windows</translation></message>
    <message><source>Windows has no such printer now.</source><translation>Windows har ingen sådan skrivare nu.</translation></message>
    <message><source>Wire (RTS/CTS)</source><translation>Ledning (RTS/CTS)</translation></message>
    <message><source>With Spiris the day's sales reach the books by themselves: each closed day becomes a voucher, with sales per product group and VAT, payments, rounding, tips and differences.</source><translation>Med Spiris når dagens försäljning bokföringen av sig själv: varje stängd dag blir en verifikation med försäljning per varugrupp och moms, betalningar, avrundning, dricks och differenser.</translation></message>
    <message><source>With invoicing, the checkout also charges by invoice: to the customers you have in Spiris, and Spiris does the rest.</source><translation>Med fakturering tar kassan också betalt mot faktura: av kunderna du har i Spiris, och Spiris sköter resten.</translation></message>
    <message><source>With the register</source><translation>Med kassan</translation></message>
    <message><source>With the sale</source><translation>Med köpet</translation></message>
    <message><source>Without VAT</source><translation>Utan moms</translation></message>
    <message><source>Without a control unit a shop may sell only if it is exempt.</source><translation>Utan kontrollenhet får en butik bara sälja om den är undantagen.</translation></message>
    <message><source>Without a price</source><translation>Utan pris</translation></message>
    <message><source>Without an article coding a group can be booked but not invoiced. Add it in Spiris under Settings, Article account codings, or choose an account that has one.</source><translation>Utan artikelkontering kan en varugrupp bokföras men inte faktureras. Lägg till den i Spiris under Inställningar, Artikelkonteringar, eller välj ett konto som har en.</translation></message>
    <message><source>Without encryption anybody on the way could read the password.</source><translation>Utan kryptering kan vem som helst på vägen läsa lösenordet.</translation></message>
    <message><source>Words at the end of receipts</source><translation>Text sist på kvitton</translation></message>
    <message><source>Works here</source><translation>Arbetar här</translation></message>
    <message><source>Write 1 to 16 letters A to Z and digits, like K1.</source><translation>Skriv 1 till 16 bokstäver A till Z och siffror, som K1.</translation></message>
    <message><source>Write a later one.</source><translation>Skriv en senare.</translation></message>
    <message><source>Write a number above 0.</source><translation>Skriv ett tal över 0.</translation></message>
    <message><source>Write a number from 1 to 65535; most mail servers use 587.</source><translation>Skriv ett tal från 1 till 65535; de flesta e-postservrar använder 587.</translation></message>
    <message><source>Write a number from {low} to {high}.</source><translation>Skriv ett tal från {low} till {high}.</translation></message>
    <message><source>Write a price of 0 or more.</source><translation>Skriv ett pris på 0 eller mer.</translation></message>
    <message><source>Write an amount of 0 or more.</source><translation>Skriv ett belopp på 0 eller mer.</translation></message>
    <message><source>Write both anew on the Settings page.</source><translation>Skriv båda på nytt på sidan Inställningar.</translation></message>
    <message><source>Write food or reduced, or choose before importing what 6 % means.</source><translation>Skriv livsmedel eller reducerad, eller välj före importen vad 6 % betyder.</translation></message>
    <message><source>Write food or restaurant, or choose before importing what 12 % means.</source><translation>Skriv livsmedel eller restaurang, eller välj före importen vad 12 % betyder.</translation></message>
    <message><source>Write food, standard, restaurant, reduced or exempt.</source><translation>Skriv livsmedel, standard, restaurang, reducerad eller momsfri.</translation></message>
    <message><source>Write four digits.</source><translation>Skriv fyra siffror.</translation></message>
    <message><source>Write goods or service.</source><translation>Skriv vara eller tjänst.</translation></message>
    <message><source>Write headings in the first row, like: streckkod; namn; varugrupp; pris; moms</source><translation>Skriv rubriker på första raden, till exempel: streckkod; namn; varugrupp; pris; moms</translation></message>
    <message><source>Write it as a list.</source><translation>Skriv det som en lista.</translation></message>
    <message><source>Write it as the description says.</source><translation>Skriv det som beskrivningen säger.</translation></message>
    <message><source>Write it from its beginning, like /home/shop/papers.</source><translation>Skriv den från början, som /home/butik/utskrifter.</translation></message>
    <message><source>Write it in quotation marks.</source><translation>Skriv det inom citattecken.</translation></message>
    <message><source>Write it in years, like 18, or 0 for none.</source><translation>Skriv den i år, som 18, eller 0 för ingen.</translation></message>
    <message><source>Write it like 1000.</source><translation>Skriv så här: 1000.</translation></message>
    <message><source>Write it like 1234,50.</source><translation>Skriv det som 1234,50.</translation></message>
    <message><source>Write it like 12=restaurant; the categories are {names}.</source><translation>Skriv det som 12=restaurant; kategorierna är {names}.</translation></message>
    <message><source>Write it like 17, 98,35 or 2026-11-20.</source><translation>Skriv som 17, 98,35 eller 2026-11-20.</translation></message>
    <message><source>Write it like 17, 98,35, 2026-11-20 or a name.</source><translation>Skriv som 17, 98,35, 2026-11-20 eller ett namn.</translation></message>
    <message><source>Write it like 192.168.1.50.</source><translation>Skriv så här: 192.168.1.50.</translation></message>
    <message><source>Write it like 2026-11-20T10:15:00+01:00.</source><translation>Skriv det som 2026-11-20T10:15:00+01:00.</translation></message>
    <message><source>Write it like 2026-12-01.</source><translation>Skriv det som 2026-12-01.</translation></message>
    <message><source>Write it like 23:30, or leave it empty.</source><translation>Skriv det som 23:30 eller lämna tomt.</translation></message>
    <message><source>Write it like 3 or 0,375.</source><translation>Skriv det som 3 eller 0,375.</translation></message>
    <message><source>Write it like anna@example.se.</source><translation>Skriv den som anna@example.se.</translation></message>
    <message><source>Write it like https://example.se/v2/.</source><translation>Skriv den som https://example.se/v2/.</translation></message>
    <message><source>Write it like name@example.se.</source><translation>Skriv som namn@example.se.</translation></message>
    <message><source>Write it like smtp.example.se.</source><translation>Skriv det som smtp.example.se.</translation></message>
    <message><source>Write it once.</source><translation>Skriv det en gång.</translation></message>
    <message><source>Write it without quotation marks.</source><translation>Skriv det utan citattecken.</translation></message>
    <message><source>Write it, or choose that it is asked for at each sale.</source><translation>Skriv det, eller välj att kassören får frågan vid varje försäljning.</translation></message>
    <message><source>Write its number or barcode; make the deposit's article first where there is none.</source><translation>Skriv dess nummer eller streckkod; skapa pantens artikel först om den inte finns.</translation></message>
    <message><source>Write its number, like 1910.</source><translation>Skriv dess nummer, som 1910.</translation></message>
    <message><source>Write maker and product like 04b8:0e28.</source><translation>Skriv tillverkare och produkt som 04b8:0e28.</translation></message>
    <message><source>Write one act a line, like {example}.</source><translation>Skriv en handling per rad, som {example}.</translation></message>
    <message><source>Write one act a line.</source><translation>Skriv en händelse per rad.</translation></message>
    <message><source>Write one to three letters, like K.</source><translation>Skriv en till tre bokstäver, till exempel K.</translation></message>
    <message><source>Write one; each article has its own.</source><translation>Skriv ett; varje artikel har ett eget.</translation></message>
    <message><source>Write the earlier day first.</source><translation>Skriv den tidigare dagen först.</translation></message>
    <message><source>Write the number of the article that is the deposit: its price is what it costs.</source><translation>Skriv numret på artikeln som är panten: dess pris är vad den kostar.</translation></message>
    <message><source>Write the number of the deposit's article.</source><translation>Skriv pantartikelns nummer.</translation></message>
    <message><source>Write the price.</source><translation>Skriv priset.</translation></message>
    <message><source>Write the same PIN twice.</source><translation>Skriv samma PIN-kod två gånger.</translation></message>
    <message><source>Write the ten digits, like 556703-7485.</source><translation>Skriv de tio siffrorna, som 556703-7485.</translation></message>
    <message><source>Write the ten digits, which begin with 123.</source><translation>Skriv de tio siffrorna, som börjar med 123.</translation></message>
    <message><source>Write what it is called.</source><translation>Skriv vad det heter.</translation></message>
    <message><source>Write what the cash is for: the books need it.</source><translation>Skriv vad kontanterna gäller: det behövs för bokföringen.</translation></message>
    <message><source>Write why the drawer does not hold what it should.</source><translation>Skriv varför lådan inte innehåller vad den borde.</translation></message>
    <message><source>Write why the price is reduced.</source><translation>Skriv varför priset är nedsatt.</translation></message>
    <message><source>Write yes or no.</source><translation>Skriv ja eller nej.</translation></message>
    <message><source>Write {most} at most.</source><translation>Skriv högst {most}.</translation></message>
    <message><source>Write {most} characters at most.</source><translation>Skriv högst {most} tecken.</translation></message>
    <message><source>Write {units}.</source><translation>Skriv {units}.</translation></message>
    <message><source>Written {at}</source><translation>Skrevs {at}</translation></message>
    <message><source>Wrong change given</source><translation>Fel växel</translation></message>
    <message><source>Wrong payment</source><translation>Fel betalsätt</translation></message>
    <message><source>X report now</source><translation>X-rapport nu</translation></message>
    <message><source>X report, {at}</source><translation>X-rapport, {at}</translation></message>
    <message><source>XML files (*.xml)</source><translation>XML-filer (*.xml)</translation></message>
    <message><source>Yes</source><translation>Ja</translation></message>
    <message><source>Yes, take them off the login</source><translation>Ja, ta bort från inloggningen</translation></message>
    <message><source>You are practising.</source><translation>Du övar.</translation></message>
    <message><source>You can leave this page: it goes on while you sell.</source><translation>Du kan lämna sidan: det fortsätter medan du säljer.</translation></message>
    <message><source>You can leave this page: the import goes on while you sell.</source><translation>Du kan lämna sidan: inläsningen fortsätter medan du säljer.</translation></message>
    <message><source>You may not read {path}.</source><translation>Du får inte läsa {path}.</translation></message>
    <message><source>You may not write {file} there.</source><translation>Du får inte skriva {file} där.</translation></message>
    <message><source>Your reference</source><translation>Er referens</translation></message>
    <message><source>Z</source><translation>Z</translation></message>
    <message><source>Z report {number}, {at}</source><translation>Z-rapport {number}, {at}</translation></message>
    <message><source>Z report {number}, {day}</source><translation>Z-rapport {number}, {day}</translation></message>
    <message><source>Z report {number}, {day}: taken back</source><translation>Z-rapport {number}, {day}: tillbakatagen</translation></message>
    <message><source>Z reports</source><translation>Z-rapporter</translation></message>
    <message><source>Z reports and vouchers</source><translation>Z-rapporter och verifikationer</translation></message>
    <message><source>Z reports are made when a shift is closed.</source><translation>Z-rapporter görs när ett skift stängs.</translation></message>
    <message><source>a new one</source><translation>en ny</translation></message>
    <message><source>a picture</source><translation>en bild</translation></message>
    <message><source>about {count} second left</source><translation>ungefär {count} sekund kvar</translation></message>
    <message><source>about {count} seconds left</source><translation>ungefär {count} sekunder kvar</translation></message>
    <message><source>accounts, fiscal years and VAT codes – to choose from, and to add accounts that are missing</source><translation>konton, räkenskapsår och momskoder – att välja bland, och för att lägga till konton som saknas</translation></message>
    <message><source>an address that is not kept any more</source><translation>en adress som inte längre sparas</translation></message>
    <message><source>arrived {at}</source><translation>framme {at}</translation></message>
    <message><source>asked</source><translation>frågas</translation></message>
    <message><source>asked at sale</source><translation>frågas vid köp</translation></message>
    <message><source>blocked for vouchers</source><translation>spärrat för verifikationer</translation></message>
    <message><source>comma</source><translation>komma</translation></message>
    <message><source>copied</source><translation>kopierat</translation></message>
    <message><source>customers, articles and invoices – to invoice, and to keep the customers searchable without a net</source><translation>kunder, artiklar och fakturor – för att fakturera och kunna söka bland kunderna utan nät</translation></message>
    <message><source>done</source><translation>klart</translation></message>
    <message><source>kr</source><translation>kr</translation></message>
    <message><source>no VAT</source><translation>momsfritt</translation></message>
    <message><source>no answer yet, or the program was closed meanwhile</source><translation>inget svar ännu, eller programmet stängdes under tiden</translation></message>
    <message><source>no article coding</source><translation>artikelkontering saknas</translation></message>
    <message><source>no contact: certainly not done</source><translation>ingen kontakt: säkert inte gjort</translation></message>
    <message><source>not active</source><translation>inte aktivt</translation></message>
    <message><source>not for this VAT</source><translation>inte för den här momsen</translation></message>
    <message><source>not in Spiris</source><translation>finns inte i Spiris</translation></message>
    <message><source>not read</source><translation>läses inte</translation></message>
    <message><source>nothing</source><translation>inget</translation></message>
    <message><source>out of sale</source><translation>ur försäljning</translation></message>
    <message><source>price?</source><translation>pris?</translation></message>
    <message><source>return</source><translation>retur</translation></message>
    <message><source>semicolon</source><translation>semikolon</translation></message>
    <message><source>tab</source><translation>tabb</translation></message>
    <message><source>the answer was lost</source><translation>svaret kom bort</translation></message>
    <message><source>the company's name, organisation number, package and lock dates – to check that it is the right company</source><translation>företagets namn, organisationsnummer, paket och låsdatum – för att kontrollera att det är rätt företag</translation></message>
    <message><source>tip {amount}</source><translation>dricks {amount}</translation></message>
    <message><source>too many calls: to be done later</source><translation>för många anrop: görs senare</translation></message>
    <message><source>vouchers – to book the closed days</source><translation>verifikationer – för att bokföra de stängda dagarna</translation></message>
    <message><source>{age} years</source><translation>{age} år</translation></message>
    <message><source>{amount} can't be in the drawer: there are no öre coins.</source><translation>{amount} kan inte finnas i lådan: det finns inga öresmynt.</translation></message>
    <message><source>{amount} can't be moved.</source><translation>{amount} kan inte flyttas.</translation></message>
    <message><source>{amount} can't be paid in cash: there are no öre coins.</source><translation>{amount} går inte att betala kontant: det finns inga öresmynt.</translation></message>
    <message><source>{amount} can't be taken out: there should be {there} in the drawer.</source><translation>{amount} kan inte tas ut: det ska finnas {there} i lådan.</translation></message>
    <message><source>{amount} can't stay in the drawer: {counted} was counted.</source><translation>{amount} kan inte ligga kvar i lådan: {counted} räknades.</translation></message>
    <message><source>{amount} comes back.</source><translation>{amount} kommer tillbaka.</translation></message>
    <message><source>{amount} comes back. Ring up what the customer takes.</source><translation>{amount} kommer tillbaka. Slå in det som kunden tar.</translation></message>
    <message><source>{amount} in cash for {due} can't be right.</source><translation>{amount} kontant för {due} kan inte stämma.</translation></message>
    <message><source>{amount} is less than the {due} on the terminal.</source><translation>{amount} är mindre än de {due} som står på terminalen.</translation></message>
    <message><source>{amount} is missing.</source><translation>{amount} saknas.</translation></message>
    <message><source>{amount} is more than the {due} left to pay.</source><translation>{amount} är mer än de {due} som återstår att betala.</translation></message>
    <message><source>{amount} is more than the {due} to pay back.</source><translation>{amount} är mer än de {due} som ska betalas tillbaka.</translation></message>
    <message><source>{amount} on the terminal, of it {tip} tip</source><translation>{amount} på terminalen, varav {tip} dricks</translation></message>
    <message><source>{amount} too much.</source><translation>{amount} för mycket.</translation></message>
    <message><source>{amount} was paid back by card.</source><translation>{amount} betalades tillbaka på kort.</translation></message>
    <message><source>{amount} was paid by card.</source><translation>{amount} var betalt med kort.</translation></message>
    <message><source>{amount} was paid with Swish.</source><translation>{amount} betalades med Swish.</translation></message>
    <message><source>{amount} was put in.</source><translation>{amount} sattes in.</translation></message>
    <message><source>{amount} was taken out.</source><translation>{amount} togs ut.</translation></message>
    <message><source>{balance} on the gift card {code}</source><translation>{balance} på presentkortet {code}</translation></message>
    <message><source>{before} becomes {after}</source><translation>{before} blir {after}</translation></message>
    <message><source>{came} of {of} customers</source><translation>{came} av {of} kunder</translation></message>
    <message><source>{cashier} has a shift open.</source><translation>{cashier} har ett skift öppet.</translation></message>
    <message><source>{company}, {number}</source><translation>{company}, {number}</translation></message>
    <message><source>{count} article</source><translation>{count} artikel</translation></message>
    <message><source>{count} articles</source><translation>{count} artiklar</translation></message>
    <message><source>{count} customer could not be read. The log says which.</source><translation>{count} kund kunde inte läsas. Loggen säger vilken.</translation></message>
    <message><source>{count} customer.</source><translation>{count} kund.</translation></message>
    <message><source>{count} customers could not be read. The log says which.</source><translation>{count} kunder kunde inte läsas. Loggen säger vilka.</translation></message>
    <message><source>{count} customers.</source><translation>{count} kunder.</translation></message>
    <message><source>{count} events were exported.</source><translation>{count} händelser exporterades.</translation></message>
    <message><source>{count} lines are too many at the end of receipts.</source><translation>{count} rader är för många i slutet av kvitton.</translation></message>
    <message><source>{count} need a person.</source><translation>{count} kräver åtgärd.</translation></message>
    <message><source>{count} of the newest receipts are not as they were registered.</source><translation>{count} av de senaste kvittona är inte som de registrerades.</translation></message>
    <message><source>{count} of them are in Spiris or go there by themselves.</source><translation>{count} av dem finns i Spiris eller går dit av sig själva.</translation></message>
    <message><source>{count} paper</source><translation>{count} papper</translation></message>
    <message><source>{count} papers</source><translation>{count} papper</translation></message>
    <message><source>{count} papers that waited are printed now.</source><translation>{count} papper som väntade är utskrivna nu.</translation></message>
    <message><source>{count} parked sale</source><translation>{count} parkerat köp</translation></message>
    <message><source>{count} parked sales</source><translation>{count} parkerade köp</translation></message>
    <message><source>{count} price changes.</source><translation>{count} pris ändras.</translation></message>
    <message><source>{count} prices change.</source><translation>{count} priser ändras.</translation></message>
    <message><source>{count} vouchers were saved, {amount}.</source><translation>{count} verifikationer sparades, {amount}.</translation></message>
    <message><source>{count} vouchers, {amount}</source><translation>{count} verifikationer, {amount}</translation></message>
    <message><source>{count} wait.</source><translation>{count} väntar.</translation></message>
    <message><source>{done} of about {whole} lines</source><translation>{done} av ungefär {whole} rader</translation></message>
    <message><source>{done} of {whole} rows</source><translation>{done} av {whole} rader</translation></message>
    <message><source>{first} is after {last}.</source><translation>{first} är efter {last}.</translation></message>
    <message><source>{hours} h {minutes} min</source><translation>{hours} tim {minutes} min</translation></message>
    <message><source>{kronor} kr</source><translation>{kronor} kr</translation></message>
    <message><source>{left} is left to pay.</source><translation>{left} återstår att betala.</translation></message>
    <message><source>{method}, by the app</source><translation>{method} enligt appen</translation></message>
    <message><source>{method}, by the terminal</source><translation>{method} enligt terminalen</translation></message>
    <message><source>{minutes} min</source><translation>{minutes} min</translation></message>
    <message><source>{name} (not active)</source><translation>{name} (inaktiv)</translation></message>
    <message><source>{name} can't cost nothing.</source><translation>{name} kan inte kosta noll.</translation></message>
    <message><source>{name} has headings, but no articles under them.</source><translation>{name} har rubriker, men inga artiklar under dem.</translation></message>
    <message><source>{name} has no article account coding without VAT in Spiris.</source><translation>{name} har ingen artikelkontering utan moms i Spiris.</translation></message>
    <message><source>{name} has no price of its own.</source><translation>{name} har inget eget pris.</translation></message>
    <message><source>{name} has the number {number} already.</source><translation>{name} har redan numret {number}.</translation></message>
    <message><source>{name} is a PDF.</source><translation>{name} är en PDF.</translation></message>
    <message><source>{name} is a consultant in this company.</source><translation>{name} är konsult i företaget.</translation></message>
    <message><source>{name} is among the articles now.</source><translation>{name} finns nu bland artiklarna.</translation></message>
    <message><source>{name} is an Excel file.</source><translation>{name} är en Excelfil.</translation></message>
    <message><source>{name} is as it was.</source><translation>{name} är som den var.</translation></message>
    <message><source>{name} is changed.</source><translation>{name} är ändrad.</translation></message>
    <message><source>{name} is empty.</source><translation>{name} är tom.</translation></message>
    <message><source>{name} is in sale again.</source><translation>{name} är i försäljning igen.</translation></message>
    <message><source>{name} is not a text file.</source><translation>{name} är ingen textfil.</translation></message>
    <message><source>{name} is not active in Spiris, so no invoice can be made.</source><translation>{name} är inte aktiv i Spiris, så ingen faktura kan göras.</translation></message>
    <message><source>{name} is sold to those who are {age} or older.</source><translation>{name} säljs till den som har fyllt {age}.</translation></message>
    <message><source>{name} is sold with this deposit, which must have a price.</source><translation>{name} säljs med den här panten, som måste ha ett pris.</translation></message>
    <message><source>{name} is sold with this deposit.</source><translation>{name} säljs med den här panten.</translation></message>
    <message><source>{name} is taken out of sale.</source><translation>{name} är tagen ur försäljning.</translation></message>
    <message><source>{name} may not do this either.</source><translation>{name} får inte heller göra detta.</translation></message>
    <message><source>{name}, out of sale</source><translation>{name}, ur försäljning</translation></message>
    <message><source>{name}, {price}</source><translation>{name}, {price}</translation></message>
    <message><source>{name}: {encoding}, columns divided by {delimiter}</source><translation>{name}: {encoding}, kolumner skilda med {delimiter}</translation></message>
    <message><source>{name}: {old} → {new}</source><translation>{name}: {old} → {new}</translation></message>
    <message><source>{path} can't be read.</source><translation>{path} går inte att läsa.</translation></message>
    <message><source>{path} could not be read to its end.</source><translation>{path} gick inte att läsa till slutet.</translation></message>
    <message><source>{path} is not a file.</source><translation>{path} är ingen fil.</translation></message>
    <message><source>{path} is not a register's file.</source><translation>{path} är inte en kassas fil.</translation></message>
    <message><source>{path} is the register itself.</source><translation>{path} är själva kassan.</translation></message>
    <message><source>{path} is there already.</source><translation>{path} finns redan.</translation></message>
    <message><source>{path} would be taken for the register's own.</source><translation>{path} skulle tas för kassans egen.</translation></message>
    <message><source>{percent} % can't mean {category}.</source><translation>{percent} % kan inte betyda {category}.</translation></message>
    <message><source>{price} each</source><translation>{price} styck</translation></message>
    <message><source>{price} is below zero.</source><translation>{price} är under noll.</translation></message>
    <message><source>{price} is too high a price.</source><translation>{price} är ett för högt pris.</translation></message>
    <message><source>{price} per {unit}</source><translation>{price} per {unit}</translation></message>
    <message><source>{quantity} of {left}</source><translation>{quantity} av {left}</translation></message>
    <message><source>{quantity} of {text} can't be returned: it is sold in whole pieces.</source><translation>{quantity} av {text} kan inte lämnas tillbaka: den säljs i hela stycken.</translation></message>
    <message><source>{quantity} of {text} can't be sold: it is sold in whole pieces.</source><translation>{quantity} av {text} går inte att sälja: den säljs i hela stycken.</translation></message>
    <message><source>{reference} can't be left out.</source><translation>{reference} kan inte utelämnas.</translation></message>
    <message><source>{reference} is in Spiris more than once: {documents}.</source><translation>{reference} finns mer än en gång i Spiris: {documents}.</translation></message>
    <message><source>{step}, done</source><translation>{step}, klart</translation></message>
    <message><source>{step}, this one now</source><translation>{step}, det här nu</translation></message>
    <message><source>{terms}, due {day}</source><translation>{terms}, förfaller {day}</translation></message>
    <message><source>{text} goes with its article.</source><translation>{text} följer med sin artikel.</translation></message>
    <message><source>{text} has a fixed price.</source><translation>{text} har fast pris.</translation></message>
    <message><source>{text} is below zero.</source><translation>{text} är under noll.</translation></message>
    <message><source>{text} is too large an amount.</source><translation>{text} är ett för stort belopp.</translation></message>
    <message><source>{voucher}: takes back, {amount}</source><translation>{voucher}: tar tillbaka, {amount}</translation></message>
    <message><source>{voucher}: {amount}</source><translation>{voucher}: {amount}</translation></message>
    <message><source>{what}.</source><translation>{what}.</translation></message>
    <message><source>{what}: account {account}, {name}</source><translation>{what}: konto {account}, {name}</translation></message>
    <message><source>{what}: somebody who may has to allow it</source><translation>{what}: någon som får måste tillåta det</translation></message>
    <message><source>{what}: you may not do this.</source><translation>{what}: det får du inte göra.</translation></message>
    <message><source>{what}: {new}</source><translation>{what}: {new}</translation></message>
    <message><source>{what}: {old} → {new}</source><translation>{what}: {old} → {new}</translation></message>
    <message><source>“{account}” is not an account.</source><translation>”{account}” är inget konto.</translation></message>
    <message><source>“{act}” is no act.</source><translation>”{act}” är ingen handling.</translation></message>
    <message><source>“{code}” has letters among its digits; an {name} has digits only.</source><translation>”{code}” har bokstäver bland siffrorna; en {name} har bara siffror.</translation></message>
    <message><source>“{code}” is not a barcode.</source><translation>”{code}” är ingen streckkod.</translation></message>
    <message><source>“{code}” is not a gift card's code.</source><translation>”{code}” är ingen kod för presentkort.</translation></message>
    <message><source>“{code}” is not a receipt's code.</source><translation>”{code}” är ingen kvittokod.</translation></message>
    <message><source>“{day}” is not a date.</source><translation>”{day}” är inget datum.</translation></message>
    <message><source>“{group}” would be one group too many: there are {most}.</source><translation>”{group}” vore en varugrupp för mycket: det finns redan {most}.</translation></message>
    <message><source>“{host}” is no address of a printer.</source><translation>”{host}” är ingen adress till en skrivare.</translation></message>
    <message><source>“{line}” is too long for one line.</source><translation>”{line}” är för långt för en rad.</translation></message>
    <message><source>“{name}” has no place here.</source><translation>”{name}” hör inte hemma här.</translation></message>
    <message><source>“{name}” is missing or empty.</source><translation>”{name}” saknas eller är tomt.</translation></message>
    <message><source>“{name}” is missing or not a number.</source><translation>”{name}” saknas eller är inget tal.</translation></message>
    <message><source>“{name}” is missing or not a text.</source><translation>”{name}” saknas eller är ingen text.</translation></message>
    <message><source>“{name}” is missing.</source><translation>”{name}” saknas.</translation></message>
    <message><source>“{name}” is neither true nor false.</source><translation>”{name}” är varken sant eller falskt (true, false).</translation></message>
    <message><source>“{name}” is no VAT category.</source><translation>”{name}” är ingen momskategori.</translation></message>
    <message><source>“{name}” is no method of payment.</source><translation>”{name}” är inget betalsätt.</translation></message>
    <message><source>“{number}” is no account number.</source><translation>”{number}” är inget kontonummer.</translation></message>
    <message><source>“{number}” is not a Swish number of a company.</source><translation>”{number}” är inget Swish-nummer för företag.</translation></message>
    <message><source>“{number}” is not an organisation number.</source><translation>”{number}” är inget organisationsnummer.</translation></message>
    <message><source>“{register}” can't be what a register is called.</source><translation>En kassa kan inte heta ”{register}”.</translation></message>
    <message><source>“{sign}” can't be printed on a receipt.</source><translation>”{sign}” går inte att skriva ut på ett kvitto.</translation></message>
    <message><source>“{text}” does not say what a VAT rate means.</source><translation>”{text}” säger inte vad en momssats betyder.</translation></message>
    <message><source>“{text}” is a number that a spreadsheet has changed.</source><translation>”{text}” är ett nummer som ett kalkylprogram har ändrat.</translation></message>
    <message><source>“{text}” is an amount, and no article for the deposit.</source><translation>”{text}” är ett belopp och ingen artikel för panten.</translation></message>
    <message><source>“{text}” is neither goods nor a service.</source><translation>”{text}” är varken vara eller tjänst.</translation></message>
    <message><source>“{text}” is neither yes nor no.</source><translation>”{text}” är varken ja eller nej.</translation></message>
    <message><source>“{text}” is no address of Spiris.</source><translation>”{text}” är ingen adress till Spiris.</translation></message>
    <message><source>“{text}” is no e-mail address.</source><translation>”{text}” är ingen e-postadress.</translation></message>
    <message><source>“{text}” is no name of a mail server.</source><translation>”{text}” är inget namn på en e-postserver.</translation></message>
    <message><source>“{text}” is no port.</source><translation>”{text}” är ingen port.</translation></message>
    <message><source>“{text}” is no receipt number, amount, day, article that was sold or customer who was invoiced.</source><translation>”{text}” är inget kvittonummer, belopp, datum, ingen såld artikel och ingen fakturerad kund.</translation></message>
    <message><source>“{text}” is no series of vouchers.</source><translation>”{text}” är ingen verifikationsserie.</translation></message>
    <message><source>“{text}” is no time of day.</source><translation>”{text}” är inget klockslag.</translation></message>
    <message><source>“{text}” is no whole path.</source><translation>”{text}” är ingen hel sökväg.</translation></message>
    <message><source>“{text}” is not a JSON object.</source><translation>”{text}” är inget JSON-objekt.</translation></message>
    <message><source>“{text}” is not a kind of VAT.</source><translation>”{text}” är inget slags moms.</translation></message>
    <message><source>“{text}” is not a quantity.</source><translation>”{text}” är inget antal.</translation></message>
    <message><source>“{text}” is not a time.</source><translation>”{text}” är ingen tid.</translation></message>
    <message><source>“{text}” is not a unit.</source><translation>”{text}” är ingen enhet.</translation></message>
    <message><source>“{text}” is not an age limit.</source><translation>”{text}” är ingen åldersgräns.</translation></message>
    <message><source>“{text}” is not an amount.</source><translation>”{text}” är inget belopp.</translation></message>
    <message><source>“{text}” is not possible here.</source><translation>”{text}” går inte här.</translation></message>
    <message><source>“{text}” is not protected on the way.</source><translation>”{text}” är inte skyddad på vägen.</translation></message>
    <message><source>“{text}” names no USB printer.</source><translation>”{text}” är ingen USB-skrivare.</translation></message>
    <message><source>… or drop a file here, or write its path and press Enter</source><translation>… eller släpp en fil här, eller skriv dess sökväg och tryck Enter</translation></message>
</context>
</TS>
