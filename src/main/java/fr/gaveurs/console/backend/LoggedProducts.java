package fr.gaveurs.console.backend;

import fr.gaveurs.console.api.feedback.Feedbacks.ProductProof;
import fr.gaveurs.console.api.feedback.Feedbacks.ProofState;
import fr.gaveurs.console.api.log.Log.Proof;
import fr.gaveurs.console.api.products.Products.Product;
import fr.gaveurs.console.backend.features.feedback.ProductProofs;
import fr.gaveurs.console.backend.features.log.LogFeature;
import fr.gaveurs.console.backend.features.log.RowProofs;
import fr.gaveurs.console.backend.features.log.RowProofs.RowProof;
import fr.gaveurs.console.backend.features.log.RowProofs.Standing;
import fr.gaveurs.console.backend.features.log.RowsAbout;
import fr.gaveurs.console.backend.features.products.ProductsFeature;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The log's word on products: on the product, and on whether it and its lot were called back. */
final class LoggedProducts implements ProductProofs {
    private final LogFeature log;
    private final RowProofs rows;
    private final RowsAbout recalls;
    private final RowProofs lifts;

    LoggedProducts(LogFeature log) {
        this.log = log;
        this.rows = log.proofs(ProductsFeature.PRODUCT);
        this.recalls = log.proofsAbout(ProductsFeature.RECALL, "subject");
        this.lifts = log.proofs(ProductsFeature.LIFT);
    }

    @Override
    public Map<String, ProductProof> of(Collection<Product> products) throws SQLException {
        Map<String, RowProof> proofs =
                rows.of(products.stream().map(Product::productId).toList());
        Map<String, Map<String, RowProof>> about =
                recalls.of(products.stream().flatMap(LoggedProducts::subjects).collect(Collectors.toSet()));
        Map<String, ProductProof> all = new HashMap<>();
        for (Product product : products) {
            RowProof proof = Objects.requireNonNull(proofs.get(product.productId()));
            all.put(
                    product.productId(),
                    new ProductProof(state(proof, standings(product, about)), proof.index(), proof.size()));
        }
        return all;
    }

    /** What a recall of it names. */
    private static Stream<String> subjects(Product product) {
        return product.lot() == null ? Stream.of(product.productId()) : Stream.of(product.productId(), product.lot());
    }

    /** Of its recalls, and of their ends. */
    private Set<Standing> standings(Product product, Map<String, Map<String, RowProof>> about) throws SQLException {
        Set<Standing> standings = EnumSet.noneOf(Standing.class);
        for (String subject : subjects(product).toList()) {
            Map<String, RowProof> found = about.getOrDefault(subject, Map.of());
            found.values().forEach(recall -> standings.add(recall.standing()));
            lifts.of(found.keySet()).values().forEach(lift -> standings.add(lift.standing()));
        }
        return standings;
    }

    private static ProofState state(RowProof proof, Set<Standing> recalls) {
        if (proof.standing() == Standing.ALTERED || recalls.contains(Standing.ALTERED)) {
            return ProofState.ALTERED;
        }
        return proof.standing() == Standing.VERIFIED && !recalls.contains(Standing.PENDING)
                ? ProofState.VERIFIED
                : ProofState.PENDING;
    }

    @Override
    public Proof proof(String productId) throws SQLException {
        return log.proof(ProductsFeature.PRODUCT, productId);
    }
}
